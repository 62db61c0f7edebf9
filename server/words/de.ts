import { words as errors } from '../../shared/words/de.ts'
import type { Words } from './english.ts'

export const de: Words = {
  signInTo: (website) => `Bei ${website} anmelden`,
  website: 'Website',
  account: 'Konto',
  reason: 'Für',
  cancel: 'Abbrechen',
  backTo: (website) => `Zurück zu ${website}`,
  continueTo: (website) => `Weiter zu ${website}`,
  continueWithout: 'Ohne Einrichtung weiter',
  headings: {
    enrol: 'Ihr Gesicht einrichten',
    verify: 'Mit dem Gesicht anmelden',
    stopped: 'Diese Anmeldung wurde angehalten',
    recognised: 'Erkannt',
    recovered: 'Ihr Wiederherstellungscode wurde angenommen',
    expired: 'Diese Anmeldung ist abgelaufen',
    over: 'Diese Anmeldung ist vorbei',
    busy: 'Der Prüfdienst ist ausgelastet',
    nothing: 'Hier ist nichts',
    moment: 'Einen Moment…',
    signIn: 'Anmelden',
  },
  next: {
    verify:
      'Das Kamerafenster öffnet sich und vergleicht Ihr Gesicht unter Verschlüsselung. Kein Bild verlässt dieses Gerät.',
    device:
      'Das Kamerafenster öffnet sich, nimmt einige Bilder auf und macht daraus ein verschlüsseltes Muster. Kein Bild verlässt dieses Gerät.',
    server:
      'Das Kamerafenster öffnet sich und nimmt einige Bilder auf. Zahlen, die daraus berechnet werden, gehen einmal an den Prüfdienst, der daraus ein verschlüsseltes Muster macht; die Bilder bleiben auf diesem Gerät.',
    expired: 'Es ist zu viel Zeit vergangen. Gehen Sie zurück zur Website und beginnen Sie neu.',
  },
  states: {
    waiting: 'Warten auf die Erweiterung ZAuth…',
    enrolled: 'Ihr Gesicht ist eingerichtet. Es wird geprüft, ob es erkannt wird…',
    matching: 'Unter Verschlüsselung vergleichen…',
    authenticated: 'Erkannt. Zurück zur Website…',
    recovered: 'Ihr Wiederherstellungscode wurde angenommen.',
    refused: 'Diese Anmeldung ist vorbei. Zurück zur Website…',
    expired: 'Diese Anmeldung ist vorbei.',
    ready: 'Die Erweiterung ZAuth ist bereit. Sehen Sie nach ihrem Kamerafenster.',
    noWindow:
      'Sehen Sie kein Kamerafenster? Es wurde geschlossen, oder eine andere Anmeldung läuft. Klicken Sie auf das ZAuth-Symbol in der Symbolleiste des Browsers.',
  },
  goingBackTo: (website) => `Zurück zu ${website}…`,
  extension: {
    title: 'Die Erweiterung ZAuth hat nicht geantwortet',
    ifThere:
      'Wenn sie installiert ist, klicken Sie auf ihr Symbol in der Symbolleiste des Browsers und lassen Sie sie für diese Seite zu.',
    ifNot: 'Wenn nicht,',
    ask: 'fragen Sie die Website, woher Sie sie bekommen.',
    get: 'holen Sie die Erweiterung',
    thenLoad: ' und laden Sie diese Seite neu.',
  },
  noScript: 'Um Sie mit dem Gesicht anzumelden, braucht diese Seite JavaScript.',
  ifNothing: 'Wenn nichts geschieht,',
  goOn: 'geht es hier weiter',
  code: {
    instead: 'Wiederherstellungscode benutzen',
    label: 'Wiederherstellungscode',
    hint: 'Sie haben zehn bekommen, als Sie Ihr Gesicht eingerichtet haben; jeder gilt einmal. Auch ein Code, den Ihnen die Website zum Einrichten dieses Geräts gegeben hat, gilt hier, und ein kurzer, den ein anderes Gerät von Ihnen zeigt.',
    use: 'Diesen Code benutzen',
    wrong:
      'Das ist kein Code dieses Kontos, oder er wurde schon benutzt. Ein Code hat zwölf Buchstaben und Ziffern, einer von einem anderen Gerät acht; versuchen Sie es noch einmal.',
    tooMany: 'Bei dieser Anmeldung gab es zu viele falsche Codes. Gehen Sie zurück zur Website und beginnen Sie neu.',
    wait: (seconds) =>
      `Es gab zu viele falsche Codes. Warten Sie ${seconds} ${seconds === 1 ? 'Sekunde' : 'Sekunden'}, dann versuchen Sie es noch einmal.`,
  },
  ticket: {
    title: (website) => `Ihr Gesicht für ${website} einrichten`,
    needed: (website) =>
      `Für dieses Konto ist noch kein Gesicht bekannt. Um Ihres einzurichten, brauchen Sie einen Code von ${website}.`,
    label: (website) => `Code von ${website}`,
    hint: 'Er gilt einmal, und nur für dieses Konto. Wenn Sie keinen haben, fragen Sie die Website.',
  },
  recovered: {
    signedIn: (website) => `Bei ${website} mit einem Wiederherstellungscode angemeldet`,
    faceAsked: (website) => `${website} verlangt Ihr Gesicht`,
    none: 'Das war Ihr letzter Wiederherstellungscode. Bei Ihrer nächsten Anmeldung mit dem Gesicht bekommen Sie neue.',
    few: (left) =>
      `Sie haben nur noch ${left} ${left === 1 ? 'Wiederherstellungscode' : 'Wiederherstellungscodes'}. Neue machen Sie mit Ihrem Gesicht in den ZAuth-Einstellungen.`,
    left: (left) => `Er gilt kein zweites Mal. Sie haben noch ${left} Wiederherstellungscodes.`,
    noPlace: (website) => `${website} verlangt Ihr Gesicht und nimmt keinen Code an seiner Stelle.`,
    setUpNow: 'Richten Sie jetzt dieses Gerät ein; dann wird Ihr Gesicht verglichen.',
    useAnother: 'Benutzen Sie ein Gerät, das es kennt.',
    setUpHint: 'Wenn Sie kein anderes Gerät zur Hand haben, das Ihr Gesicht kennt, richten Sie jetzt dieses ein.',
    full: (website) => `Ihr Konto hat so viele Geräte, wie ${website} erlaubt: Das älteste davon wird entfernt.`,
    setUp: 'Mein Gesicht auf diesem Gerät einrichten',
  },
  errorCode: 'Code:',
  unusable: (reason) =>
    `Die Anfrage der Website kann nicht benutzt werden (${reason}). Gehen Sie zu ihr zurück und beginnen Sie neu.`,
  refusals: {
    cancelled: 'Sie haben die Anmeldung abgebrochen.',
    not_recognised: 'Das Gesicht wurde nicht erkannt.',
    camera_refused: 'Die Kamera wurde nicht zugelassen.',
    camera_missing: 'Es wurde keine Kamera gefunden.',
    no_face: 'Es war nicht rechtzeitig ein Gesicht zu sehen.',
    movements_failed: 'Die verlangten Bewegungen des Kopfes waren nicht zu sehen.',
    account_unknown: 'Dieses Konto ist in diesem Browser nicht eingerichtet.',
    too_many_tries: 'Es gab zu viele Versuche.',
    failed: 'Die Anmeldung ist fehlgeschlagen.',
    expired: 'Diese Anmeldung ist abgelaufen.',
    face_required: 'Ein Wiederherstellungscode genügt hier nicht: Die Website verlangt das Gesicht.',
    enrolment_refused:
      'Für dieses Konto ist kein Gesicht eingerichtet, und diese Website erlaubt es nicht, hier eines einzurichten.',
  },
  errors,
}
