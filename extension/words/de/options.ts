import type { english } from '../../options/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  title: 'ZAuth-Einstellungen',
  language: {
    title: 'Sprache',
    ofBrowser: 'Sprache des Browsers',
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
