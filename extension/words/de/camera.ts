import type { english } from '../../camera/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  at: 'bei',
  as: 'als',
  for: 'für',
  checkedBy: 'geprüft von',
  signIn: (website) => `Bei ${website} anmelden`,
  confirm: (website) => `Bestätigen Sie, dass Sie es sind, für ${website}`,
  setUp: (website) => `Gesicht für ${website} einrichten`,

  advices: {
    no_face: 'Schauen Sie in die Kamera',
    several_faces: 'Bitte nur ein Gesicht',
    closer: 'Kommen Sie etwas näher',
    further: 'Gehen Sie etwas zurück',
    centre: 'Rücken Sie in die Mitte',
    more_light: 'Mehr Licht auf Ihr Gesicht',
    less_light: 'Weniger Licht auf Ihr Gesicht',
    look_straight: 'Schauen Sie geradeaus',
    hold_still: 'Halten Sie still',
    black: 'Das Bild ist schwarz',
    frozen: 'Das Bild steht still',
    sideways: 'Das Bild liegt auf der Seite',
  },
  directed: {
    centre: {
      left: 'Rücken Sie etwas nach links',
      right: 'Rücken Sie etwas nach rechts',
      up: 'Rücken Sie etwas nach oben',
      down: 'Rücken Sie etwas nach unten',
    },
    look_straight: {
      left: 'Drehen Sie sich etwas nach links',
      right: 'Drehen Sie sich etwas nach rechts',
      up: 'Heben Sie das Kinn etwas',
      down: 'Senken Sie das Kinn etwas',
    },
  },
  adviceHints: {
    no_face: 'Ihr Gesicht gehört in den Rahmen.',
    black: 'Öffnen Sie die Abdeckung oder den Schalter der Kamera, oder machen Sie Licht.',
    frozen:
      'Trennen Sie die Kamera und schließen Sie sie wieder an, oder beenden Sie das Programm, das sie auch benutzt.',
    sideways: 'Drehen Sie die Kamera oder das Gerät um ein Viertel.',
    several_faces: 'Es ist noch jemand im Bild.',
    more_light: 'Wenden Sie sich einem Fenster oder einer Lampe zu. Nichts darf die Kamera verdecken.',
    less_light: 'Wenden Sie sich vom hellen Licht ab.',
  },
  turns: {
    straight: 'Schauen Sie gerade in die Kamera',
    left: 'Drehen Sie den Kopf etwas nach links',
    right: 'Drehen Sie den Kopf etwas nach rechts',
    up: 'Heben Sie das Kinn etwas',
    down: 'Senken Sie das Kinn etwas',
  },

  failureHints: {
    camera_refused: 'Klicken Sie auf das Kamerasymbol in der Adressleiste dieses Fensters.',
    camera_missing: 'Schließen Sie eine Kamera an und versuchen Sie es noch einmal.',
    camera_busy: 'Schließen Sie das Programm, das sie benutzt, und versuchen Sie es noch einmal.',
    camera_lost: 'Prüfen Sie, ob sie noch angeschlossen ist, und versuchen Sie es noch einmal.',
    camera_black: 'Öffnen Sie ihre Abdeckung oder ihren Schalter, oder wählen Sie eine andere Kamera.',
    camera_frozen:
      'Trennen Sie sie und schließen Sie sie wieder an, oder beenden Sie das Programm, das sie auch benutzt.',
    camera_sideways: 'Drehen Sie die Kamera oder das Gerät um ein Viertel. Versuchen Sie es dann noch einmal.',
    camera_tiny: 'Wählen Sie eine andere Kamera oder in ihren Einstellungen ein größeres Bild.',
    backend_lost:
      'Wenn es wieder geschieht, starten Sie den Browser neu oder wählen Sie in den ZAuth-Einstellungen einen anderen Weg.',
    no_backend: 'Aktualisieren Sie den Browser oder benutzen Sie einen anderen.',
    no_face: 'Setzen Sie sich vor die Kamera, mit Licht auf Ihrem Gesicht.',
    not_recognised: 'Die Website weiß Bescheid; Sie können von dort aus neu beginnen.',
    account_unknown:
      'Für dieses Konto ist ein Gesicht in einem anderen Browser oder auf einem anderen Gerät eingerichtet.',
    series_inconsistent: 'Nur Sie sollten auf den Bildern sein.',
    verifier_untrusted: 'Nichts von Ihrem Gesicht wurde geöffnet oder weitergegeben. Sagen Sie der Website Bescheid.',
    invalid_proof: 'Prüfen Sie, ob die Uhr dieses Geräts richtig geht.',
    verifier_not_granted: 'Klicken Sie auf der Seite des Prüfdienstes auf das ZAuth-Symbol, um ihn zuzulassen.',
    interaction_unknown: 'Dieses Fenster kann geschlossen werden.',
  },
  setUpOnceMore: 'Richten Sie es noch einmal ein, bei gutem Licht.',
  unblock: {
    chromium:
      'Öffnen Sie in den Einstellungen des Browsers „Datenschutz und Sicherheit“, „Website-Einstellungen“, „Kamera“ und streichen Sie ZAuth von der Liste derer, die sie nicht benutzen dürfen.',
    firefox:
      'Öffnen Sie in den Einstellungen von Firefox „Datenschutz & Sicherheit“, „Berechtigungen“, „Kamera“ und entfernen Sie die Zeile dieser Erweiterung.',
  },

  starting: 'Die Kamera wird gestartet…',
  ifAsked: 'Wenn der Browser fragt, erlauben Sie ZAuth die Kamera.',
  loading: 'Einen Moment…',
  cancelling: 'Wird abgebrochen…',
  looking: 'Schauen Sie in die Kamera',
  holdStill: 'Halten Sie still',
  triedAsItIs: 'Es wird so versucht, wie es ist.',
  ifYouCannot: 'Wenn Sie das nicht können, schauen Sie geradeaus und warten Sie.',
  staysHere: 'Das Bild bleibt auf diesem Gerät.',
  straightAhead: 'Schauen Sie geradeaus',
  checking: 'Die Bilder werden geprüft…',
  preview: 'Sind das Sie, und gut zu sehen?',
  previewHint: 'Nur Sie sehen diese Bilder. Sie werden gelöscht, wenn Sie weitergehen.',
  learning: 'Ihr Gesicht wird gelernt…',
  holdOn: 'Einen Moment Geduld.',
  comparing: 'Vergleich unter Verschlüsselung…',
  comparingHint: 'Der Prüfdienst vergleicht, ohne Ihr Gesicht zu sehen.',
  onceMore: 'Noch nicht erkannt. Noch einmal…',
  renewal: 'Erkannt, wenn auch nicht sofort',
  renewalHint:
    'Soll Ihr Gesicht in diesem Licht neu aufgenommen werden? Es dauert zehn Sekunden und ersetzt, was gespeichert ist.',
  kept: 'Ihr Gesicht bleibt gespeichert, wie es war. Es geht zurück zur Website.',
  done: 'Erkannt',
  goingBack: 'Es geht zurück zur Website.',
  goingOn: 'Es geht in den ZAuth-Einstellungen weiter.',

  agree: 'Ich stimme zu',
  tryAgain: 'Noch einmal versuchen',
  use: 'Diese verwenden',
  takeAgain: 'Neu aufnehmen',
  renew: 'Neu aufnehmen',
  notNow: 'Nicht jetzt',
  cancel: 'Abbrechen',
  codeInstead: 'Stattdessen einen Wiederherstellungscode verwenden',
  close: 'Schließen',
  picture: 'Das Bild Ihrer Kamera',
  camera: 'Kamera',
  cameraNumber: (number) => `Kamera ${number}`,
  againIn: (label, time) => `${label} in ${time}`,
  pictureOf: (number, count) => `Bild ${number} von ${count}`,
  virtual: (camera) =>
    `${camera} scheint ein Programm zu sein, keine Kamera. Wenn Sie es nicht gestartet haben, klicken Sie auf „Abbrechen“.`,

  hindrances: {
    unread: 'Lesen Sie bis zum Ende, um zuzustimmen.',
    elsewhere: 'Klicken Sie in dieses Fenster, um zuzustimmen.',
    moment: 'Einen Moment…',
  },

  consent: {
    purpose: 'Wofür es ist',
    purposeIs: (website, account) =>
      `${website} fragt dann als zweiten Schritt nach Ihrem Gesicht, wenn Sie sich als ${account} anmelden.`,
    taken: 'Was aufgenommen wird',
    takenIs:
      'Einige Bilder Ihres Gesichts. Aus jedem werden 64 Zahlen, die es beschreiben. Sie sehen die Bilder einmal, dann werden sie gelöscht.',
    leaves: 'Was dieses Gerät verlässt',
    leavesEncrypted: (verifier) =>
      `Von Ihrem Gesicht nur verschlüsselte Daten. Was dieser Browser aus den Zahlen lernt, wird mit einem Schlüssel verschlüsselt, den nur Sie haben; so kann ${verifier} Gesichter vergleichen, ohne Ihres je zu sehen.`,
    leavesOnce: (verifier) =>
      `Die Zahlen, einmal: ${verifier} erhält sie unverschlüsselt, lernt daraus, verschlüsselt das Ergebnis mit dem Schlüssel dieses Browsers und behält nur das. Die Bilder verlassen das Gerät nie. Spätere Anmeldungen senden nur verschlüsselte Daten.`,
    leavesBesides:
      'Außerdem: ein Name für dieses Gerät, wie ähnlich ein Gesicht sein muss, wie Sie den Kopf bewegen und wann Sie zugestimmt haben.',
    otherwise: 'Wenn Sie das lieber nicht möchten, jetzt oder später',
    otherwiseIs: (website) =>
      `Klicken Sie auf „Abbrechen“ und fragen Sie ${website} nach einem anderen Weg. Wenn Sie zustimmen, bleibt gespeichert, was gespeichert wird, bis Sie es in den ZAuth-Einstellungen löschen oder darum bitten; vielleicht kürzer, wenn es lange nicht benutzt wird.`,
  },

  codesTitle: 'Erkannt. Bewahren Sie diese Wiederherstellungscodes auf',
}
