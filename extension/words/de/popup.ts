import type { english } from '../../popup/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  accounts: 'In diesem Browser eingerichtete Gesichter',
  waiting: 'Wartet auf Sie',
  empty: 'Noch ist kein Gesicht eingerichtet.',
  emptyHint:
    'Wenn eine Website nach Ihrem Gesicht fragt, öffnet sich die Seite ihres Prüfdienstes. Klicken Sie dort auf dieses Symbol, um den Prüfdienst zuzulassen; durch den Rest führt Sie ZAuth.',
  refused: 'Ohne diese Berechtigung kann ZAuth den Prüfdienst nicht erreichen.',
  options: 'Einstellungen',
  renew: 'Mein Gesicht bei der nächsten Anmeldung neu aufnehmen',
  at: 'bei',
  signIn: (website, account) => `Bei ${website} als ${account} anmelden`,
  allow: (verifier) => `ZAuth auf ${verifier} zulassen`,
  waits: (website) => `${website} wartet auf Sie.`,
  waitsToEnrol: (website) => `${website} wartet darauf, dass Sie Ihr Gesicht einrichten und sich anmelden.`,
  wantsToRecognise: (website, account, verifier) =>
    `${website} möchte ${account} am Gesicht erkennen. ZAuth braucht dafür Zugriff auf den Prüfdienst ${verifier} und auf keine andere Website.`,
  unused: 'Noch nicht benutzt',
  usedToday: (time) => `Heute um ${time} benutzt`,
  usedYesterday: 'Gestern benutzt',
  usedOn: (day) => `Am ${day} benutzt`,
}
