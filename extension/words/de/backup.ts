import type { english } from '../../backup/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  title: 'Sicherung',
  intro:
    'Eine Datei mit den Konten und Schlüsseln dieses Browsers, für einen anderen Browser oder für den Tag, an dem dieser verloren ist. Sie lässt sich nur mit ihrer Passphrase öffnen und meldet niemanden ohne Ihr Gesicht an.',
  make: 'Sicherung anlegen',
  passphrase: 'Passphrase der Sicherung',
  advice: (least) => `Mindestens ${least} Zeichen. Bewahren Sie sie anderswo auf als die Datei.`,
  making: 'Wird verschlüsselt…',
  made: 'Die Sicherung liegt bei Ihren Downloads.',
  nothing: 'In diesem Browser gibt es kein Konto, das eine Sicherung enthalten könnte.',
  leftOut: (accounts) =>
    `Nicht enthalten: ${accounts}. Ihre Schlüssel hat eine frühere Version so gemacht, dass sie diesen Browser nicht verlassen können.`,
  restore: 'Sicherung wiederherstellen',
  file: 'Sicherungsdatei',
  restoring: 'Wird entschlüsselt…',
  restored: (added, kept, older) =>
    `Hinzugefügte Konten: ${added}. Schon hier: ${kept}. Ausgelassen, weil neuer ist, was hier liegt: ${older}.`,
  granting:
    'Klicken Sie bei der ersten Anmeldung auf der Seite des Prüfdienstes auf das ZAuth-Symbol, um ihn zuzulassen.',
  wrong: 'Das ist nicht die Passphrase dieser Datei. Nichts wurde geändert.',
  failed: 'Es ist nicht gelungen. Nichts wurde geändert.',
}
