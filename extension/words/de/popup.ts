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
  lock: 'Sperren',
  renew: 'Mein Gesicht bei der nächsten Anmeldung neu aufnehmen',
  checkedBy: 'Geprüft von',
  since: (day) => `Dieses Gerät, eingerichtet am ${day}`,
  search: 'Suchen',
  notFound: 'Kein Konto heißt so.',
  automatic: 'Kamera von selbst öffnen',
  automaticWhere: (verifier) => `Wenn eine Seite von ${verifier} Sie um die Anmeldung bittet`,
  runs: (website) => `Ihre Anmeldung bei ${website} läuft.`,
  show: 'Kamerafenster zeigen',
  remove: 'Von diesem Gerät entfernen',
  removeQuestion: (account, website) => `${account} bei ${website} von diesem Gerät entfernen?`,
  removeMeans: (website) =>
    `Die Schlüssel werden aus diesem Browser gelöscht; nur eine Sicherung von Ihnen kann sie zurückbringen. Um sich bei ${website} anzumelden, brauchen Sie dann ein anderes Ihrer Geräte oder einen Wiederherstellungscode.`,
  removeLeaves: (verifier) =>
    `Was ${verifier} von diesem Gerät aufbewahrt, ist verschlüsselt, und ohne Sicherung kann es niemand mehr öffnen. Um es auch dort löschen zu lassen, benutzen Sie stattdessen die Einstellungen.`,
  removeNow: 'Entfernen',
  keep: 'Behalten',
  removed: 'Von diesem Gerät entfernt.',
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
