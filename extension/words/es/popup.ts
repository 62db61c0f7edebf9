import type { english } from '../../popup/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  accounts: 'Rostros configurados en este navegador',
  waiting: 'Pendiente',
  empty: 'Todavía no hay ningún rostro configurado.',
  emptyHint:
    'Cuando un sitio web le pide el rostro, se abre la página de su servicio de verificación. Haga clic allí en este icono para permitirlo; ZAuth le guiará en lo demás.',
  refused: 'Sin este permiso, ZAuth no puede comunicarse con el servicio de verificación.',
  options: 'Opciones',
  lock: 'Bloquear',
  renew: 'Volver a tomar mi rostro en el próximo inicio de sesión',
  checkedBy: 'Verificado por',
  since: (day) => `Este dispositivo, configurado el ${day}`,
  search: 'Buscar',
  notFound: 'Ninguna cuenta se llama así.',
  automatic: 'Abrir la cámara automáticamente',
  automaticWhere: (verifier) => `Cuando una página de ${verifier} le pida iniciar sesión`,
  runs: (website) => `Su inicio de sesión en ${website} está en curso.`,
  show: 'Mostrar la ventana de la cámara',
  remove: 'Quitar de este dispositivo',
  removeQuestion: (account, website) => `¿Quitar ${account} en ${website} de este dispositivo?`,
  removeMeans: (website) =>
    `Sus claves se eliminan de este navegador; solo una copia de seguridad suya puede recuperarlas. Para iniciar sesión en ${website} necesitará entonces otro de sus dispositivos o un código de recuperación.`,
  removeLeaves: (verifier) =>
    `Lo que ${verifier} guarda de este dispositivo está cifrado y, sin una copia de seguridad, ya nadie puede abrirlo. Para que se elimine también allí, use las opciones en su lugar.`,
  removeNow: 'Quitar',
  keep: 'Conservar',
  removed: 'Quitado de este dispositivo.',
  signIn: (website, account) => `Iniciar sesión en ${website} como ${account}`,
  allow: (verifier) => `Permitir ZAuth en ${verifier}`,
  waits: (website) => `${website} le está esperando.`,
  waitsToEnrol: (website) => `${website} espera a que configure su rostro e inicie sesión.`,
  wantsToRecognise: (website, account, verifier) =>
    `${website} quiere reconocer a ${account} por su rostro. ZAuth necesita comunicarse con su servicio de verificación, ${verifier}, y con ningún otro sitio web.`,
  unused: 'Aún sin usar',
  usedToday: (time) => `Usado hoy a las ${time}`,
  usedYesterday: 'Usado ayer',
  usedOn: (day) => `Usado el ${day}`,
}
