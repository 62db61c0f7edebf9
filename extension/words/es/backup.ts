import type { english } from '../../backup/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  title: 'Copia de seguridad',
  intro:
    'Un archivo con las cuentas y claves de este navegador, para otro navegador o para el día en que este se pierda. Solo se abre con su frase de contraseña y no inicia la sesión de nadie sin su rostro.',
  make: 'Crear una copia de seguridad',
  passphrase: 'Frase de contraseña de la copia',
  advice: (least) => `Al menos ${least} caracteres. Guárdela en otro lugar que el archivo.`,
  making: 'Cifrando…',
  made: 'La copia de seguridad está en sus descargas.',
  nothing: 'En este navegador no hay ninguna cuenta que una copia pueda contener.',
  leftOut: (accounts) =>
    `No están incluidas: ${accounts}. Una versión anterior creó sus claves de modo que no puedan salir de este navegador.`,
  restore: 'Restaurar una copia de seguridad',
  file: 'Archivo de la copia',
  restoring: 'Descifrando…',
  restored: (added, kept, older) =>
    `Cuentas añadidas: ${added}. Ya estaban aquí: ${kept}. Omitidas porque lo que hay aquí es más reciente: ${older}.`,
  granting:
    'En el primer inicio de sesión, haga clic en el icono de ZAuth en la página del servicio de verificación para permitirlo.',
  wrong: 'Esta no es la frase de contraseña de este archivo. No se ha cambiado nada.',
  failed: 'No ha funcionado. No se ha cambiado nada.',
}
