import type { english } from '../../options/words.ts'
import { numberOf } from '../formats.ts'
import { pluralIn } from '../pluralIn.ts'
import type { Words } from '../translated.ts'

const plural = pluralIn('de')

export const words: Words<typeof english> = {
  title: 'ZAuth-Einstellungen',
  language: {
    title: 'Sprache',
    ofBrowser: 'Sprache des Browsers',
  },
  cancel: 'Abbrechen',
  close: 'Schließen',
  save: 'Speichern',
  sections: 'Abschnitte dieser Seite',

  accounts: {
    title: 'Geräte und Konten',
    intro: 'Wo Ihr Gesicht in diesem Browser eingerichtet ist, und jedes andere Gerät, das dasselbe Konto öffnet.',
    none: 'Noch ist kein Gesicht eingerichtet',
    noneHint: 'Wenn eine Website nach Ihrem Gesicht fragt, führt ZAuth Sie hindurch. Dann steht das Konto hier.',
    at: 'bei',
    devices: 'Geräte',
    loading: 'Der Prüfdienst wird gefragt…',
    allow: 'Diesen Prüfdienst zulassen',
    again: 'Noch einmal fragen',
  },
  device: {
    own: 'dieses Gerät',
    unnamed: 'Gerät ohne Namen',
    since: (day) => `Eingerichtet am ${day}`,
    usedOn: (day) => `zuletzt benutzt am ${day}`,
    unused: 'noch nicht benutzt',
    rename: 'Umbenennen',
    renameTitle: 'Dieses Gerät benennen',
    name: 'Name',
    renamed: 'Das Gerät hat seinen neuen Namen.',
    revoke: 'Widerrufen',
    revokeTitle: 'Dieses Gerät widerrufen?',
    revokeHint: (device, website) =>
      `${device} öffnet ${website} nicht mehr, sofort und endgültig. Seine Schlüssel und sein verschlüsseltes Muster werden beim Prüfdienst gelöscht.`,
    codesHint:
      'Wenn jemand anderes Ihre Wiederherstellungscodes gesehen haben kann, lassen Sie sich danach neue geben.',
    revoked: 'Das Gerät wurde widerrufen.',
    remove: 'Entfernen',
    removeTitle: 'Dieses Gerät entfernen?',
    removeHint: (website) =>
      `Dieser Browser öffnet ${website} nicht mehr. Ihre anderen Geräte schon. Um zurückzukommen, brauchen Sie eines von ihnen oder einen Wiederherstellungscode.`,
    revokedHere: 'Dieses Gerät wurde widerrufen, oder das Konto wurde gelöscht. Damit lässt sich nichts mehr öffnen.',
    notListed: 'Dieses Gerät ist nicht darunter.',
  },
  forget: {
    forget: 'Hier vergessen',
    title: 'Dieses Konto in diesem Browser vergessen?',
    hint: 'Die Schlüssel werden aus diesem Browser gelöscht; der Prüfdienst erfährt es nicht. Um zurückzukommen, brauchen Sie ein anderes Gerät oder einen Wiederherstellungscode.',
    revoked: 'Was davon übrig ist, wird aus diesem Browser gelöscht.',
  },
  addition: {
    add: 'Gerät hinzufügen',
    title: 'Ein Gerät hinzufügen',
    hint: 'Sie bekommen einen kurzen Code, den Sie auf dem anderen Gerät eingeben. Fügen Sie nur eigene Geräte hinzu.',
    full: (device) => `Dieses Konto hat so viele Geräte, wie es haben darf. ${device} macht dem neuen Platz.`,
    codeTitle: 'Geben Sie diesen Code auf dem anderen Gerät ein',
    install: 'Installieren Sie dort ZAuth im Browser.',
    signIn: (website, account) => `Melden Sie sich bei ${website} als ${account} an, mit Ihrem Passwort.`,
    type: (verifier) =>
      `Wenn ${verifier} nach Ihrem Gesicht fragt, wählen Sie „Wiederherstellungscode benutzen“ und geben Sie dort diesen Code ein. Richten Sie dann Ihr Gesicht ein.`,
    until: (time) => `Er gilt einmal, bis ${time}. Zeigen Sie ihn niemandem.`,
  },
  codes: {
    make: 'Neue Wiederherstellungscodes',
    title: 'Neue Wiederherstellungscodes erstellen?',
    hint: 'Sie bekommen zehn Codes, die einmal gezeigt werden. Die jetzigen gelten dann nicht mehr.',
    newTitle: 'Ihre neuen Wiederherstellungscodes',
    left: (count) =>
      plural(count, {
        one: `Noch ${numberOf(count)} Wiederherstellungscode übrig.`,
        other: `Noch ${numberOf(count)} Wiederherstellungscodes übrig.`,
      }),
  },
  deletion: {
    delete: 'Konto löschen',
    title: 'Dieses Konto löschen?',
    hint: (website) =>
      `Was der Prüfdienst für ${website} von Ihnen hat, wird gelöscht: alle Geräte, Schlüssel, verschlüsselten Muster und Wiederherstellungscodes. Sie bekommen eine signierte Erklärung darüber. Zeilen seines Protokolls, ohne Ihren Namen, und seine Sicherungen bleiben, bis ihre Zeit um ist.`,
    after: (website) =>
      `Ihr Benutzerkonto bei ${website} bleibt. Wo ${website} das Einrichten eines Gesichts jedem selbst überlässt, kann dann ein anderes einrichten, wer Ihr Passwort hat.`,
    doneTitle: 'Das Konto wurde gelöscht',
    stated: (verifier, day, time) =>
      `${verifier} hat am ${day} um ${time} erklärt, signiert mit dem Schlüssel, an dem dieser Browser ihn erkennt, dass dies gelöscht wurde:`,
    account: 'Konto',
    accountAt: (account, website) => `${account} bei ${website}`,
    devices: 'Geräte',
    devicesGone: (count) =>
      plural(count, {
        one: `${numberOf(count)}, mit Schlüssel und verschlüsseltem Muster`,
        other: `${numberOf(count)}, mit Schlüsseln und verschlüsselten Mustern`,
      }),
    codes: 'Wiederherstellungscodes',
    keep: 'Speichern Sie die Erklärung, falls Sie es belegen wollen. Sie wird nicht noch einmal gezeigt.',
    save: 'Erklärung speichern',
    saved: 'Bei Ihren Downloads gespeichert.',
  },
  check: {
    show: 'Mein Gesicht zeigen',
    hint: 'Zuerst öffnet sich das Kamerafenster: Wer nur diesen Browser hat, kann nichts ändern.',
    open: 'Schauen Sie zur Bestätigung in das Kamerafenster.',
    notShown: 'Ihr Gesicht wurde nicht bestätigt, also wurde nichts geändert.',
  },
  signingIn: {
    title: 'Anmelden',
    intro: 'Was geschieht, wenn eine Website nach Ihrem Gesicht fragt.',
    granted: 'Das Kamerafenster von selbst öffnen',
    ask: 'Immer zuerst fragen',
    hints: {
      granted: 'Nur für Prüfdienste, die Sie zugelassen haben, und nur für die Seite, die Sie gerade ansehen.',
      ask: 'Die Anmeldung wartet hinter dem ZAuth-Symbol, bis Sie es anklicken.',
    },
  },
  camera: {
    title: 'Kamera',
    intro: 'Ihr Bild bleibt auf diesem Gerät, hier wie beim Anmelden.',
    which: 'Kamera zum Anmelden',
    first: 'Die erste des Browsers',
    number: (number) => `Kamera ${number}`,
    test: 'Kamera testen',
    stop: 'Test beenden',
    picture: 'Das Bild Ihrer Kamera',
    opening: 'Die Kamera startet…',
    facts: (name, width, height, pace) => `${name}: ${width} × ${height}, ${pace} Bilder pro Sekunde`,
  },
  appearance: {
    title: 'Sprache und Aussehen',
    theme: 'Aussehen',
    themes: { system: 'Wie das System', light: 'Hell', dark: 'Dunkel' },
  },
  diagnostics: {
    title: 'Diagnose',
    intro:
      'Ein Bericht für jemanden, der Ihnen hilft: Versionen, Zeiten und Fehlercodes. Er nennt weder Konto noch Website noch Kamera und enthält weder Schlüssel noch Bild. Niemand bekommt ihn, wenn Sie ihn nicht schicken.',
    make: 'Bericht erstellen',
    report: 'Bericht',
    copy: 'Kopieren',
    save: 'Als Datei speichern',
    copied: 'Kopiert.',
    notCopied: 'Der Browser ließ das Kopieren nicht zu. Speichern Sie ihn stattdessen.',
  },
  about: {
    title: 'Über ZAuth',
    version: 'Version',
    protocol: 'Protokoll',
    licence: 'Lizenz',
    madeOf: 'Erstellt mit',
  },

  backends: 'Wie Ihr Gesicht erkannt wird',
  what: 'Die neuronalen Netze laufen auf diesem Gerät, auf dem schnellsten Weg, der richtig rechnet. Jeder Weg muss zuerst ein bekanntes Ergebnis liefern, bevor er benutzt wird.',
  table: 'Wie jeder Weg beim Ausprobieren abschnitt',
  backend: 'Weg',
  outcome: 'Ergebnis',
  time: 'Ein Bild dauert',
  used: 'in Gebrauch',
  none: 'Noch wurde nichts gemessen. Das geschieht bei der ersten Anmeldung oder jetzt.',
  measure: 'Neu messen',
  measuring: 'Es wird gemessen…',
  measured: 'Gemessen.',
  failed: 'Keiner davon funktioniert in diesem Browser. Aktualisieren Sie ihn oder benutzen Sie einen anderen.',
  choice: 'Benutzen',
  fastest: 'den schnellsten, der richtig rechnet (empfohlen)',
  chosen: 'Gespeichert. Gilt ab der nächsten Anmeldung.',
  note: 'Ihre Wahl wird benutzt, wenn sie das bekannte Ergebnis liefert, wie langsam sie auch ist; sonst der schnellste Weg.',
  names: {
    webgpu: 'WebGPU (Grafikprozessor)',
    webgl: 'WebGL (Grafikprozessor)',
    wasm: 'WebAssembly (Prozessor)',
  },
  outcomes: {
    right: 'Rechnet richtig',
    wrong: 'Rechnet falsch und wird daher nicht benutzt',
    failed: 'Bricht ab und wird daher nicht benutzt',
    absent: 'Auf diesem Gerät nicht oder nur nachgebildet vorhanden',
  },
}
