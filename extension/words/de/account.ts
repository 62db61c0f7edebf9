import type { english } from '../../account/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  hint: 'Mit jedem kommen Sie einmal hinein, ohne Ihr Gesicht oder dieses Gerät. Sie werden nicht wieder angezeigt.',
  list: 'Wiederherstellungscodes',
  copy: 'Kopieren',
  print: 'Drucken',
  save: 'Als Datei speichern',
  kept: 'Ich habe sie aufbewahrt',
  copied: 'Kopiert.',
  notCopied: 'Der Browser ließ das Kopieren nicht zu. Speichern oder drucken Sie sie.',
  saved: 'Bei Ihren Downloads gespeichert.',
  whose: (account, website, verifier) => `Für ${account} bei ${website}, einzugeben bei ${verifier}.`,
  heading: (account, website) => `Wiederherstellungscodes von ${account} für ${website}`,
  use: (verifier) =>
    `Geben Sie einen bei ${verifier} ein, wenn Ihr Gesicht oder dieses Gerät nicht zur Hand ist. Jeder gilt einmal.`,
  made: (day) => `Erstellt am ${day}.`,
}
