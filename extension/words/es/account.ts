import type { english } from '../../account/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  hint: 'Cada uno le permite entrar una vez, sin su rostro ni este dispositivo. No se mostrarán de nuevo.',
  list: 'Códigos de recuperación',
  copy: 'Copiar',
  print: 'Imprimir',
  save: 'Guardar en un archivo',
  kept: 'Los he guardado',
  copied: 'Copiado.',
  notCopied: 'El navegador no permitió copiarlos. Guárdelos o imprímalos.',
  saved: 'Guardado en sus descargas.',
  whose: (account, website, verifier) => `Para ${account} en ${website}; se introducen en ${verifier}.`,
  heading: (account, website) => `Códigos de recuperación de ${account} para ${website}`,
  use: (verifier) =>
    `Introduzca uno en ${verifier} cuando no tenga a mano su rostro o este dispositivo. Cada uno sirve una vez.`,
  made: (day) => `Creados el ${day}.`,
}
