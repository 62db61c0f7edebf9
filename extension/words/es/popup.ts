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
  renew: 'Volver a tomar mi rostro en el próximo inicio de sesión',
  at: 'en',
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
