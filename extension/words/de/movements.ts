import type { english } from '../../movements/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  movements: {
    left: 'Drehen Sie den Kopf nach links',
    right: 'Drehen Sie den Kopf nach rechts',
    up: 'Heben Sie das Kinn',
    down: 'Senken Sie das Kinn',
    nearer: 'Beugen Sie sich etwas näher',
    tilt_left: 'Neigen Sie den Kopf zur linken Schulter',
    tilt_right: 'Neigen Sie den Kopf zur rechten Schulter',
  },
  back: 'Und zurück zur Mitte',
  done: 'Gut gemacht. Schauen Sie geradeaus',
  ahead: 'Schauen Sie geradeaus',
  wait: 'Warten Sie auf die nächste',
  last: 'Das war die letzte.',
  movementOf: (number, count) => `Bewegung ${number} von ${count}`,
  anew: {
    wrong_direction: 'Das war eine andere Bewegung. Noch einmal…',
    too_late: 'Das hat etwas lange gedauert. Noch einmal…',
    flat: 'Bitte drehen Sie sich etwas weiter. Noch einmal…',
    not_moving_on: 'Bitte schauen Sie vorher und nachher geradeaus. Noch einmal…',
    interrupted: 'Ihr Gesicht war nicht zu sehen. Noch einmal…',
    another_face: 'Ein anderes Gesicht kam ins Bild. Noch einmal…',
    frozen: 'Das Bild stand still oder wiederholte sich. Noch einmal…',
    slower: 'Jetzt mit mehr Zeit…',
  },
  telling: {
    another_face: 'Ein anderes Gesicht kam ins Bild.',
    frozen: 'Das Bild stand still oder wiederholte sich.',
  },
  goOn: 'Versuchen Sie es noch einmal, oder benutzen Sie einen Wiederherstellungscode auf der Seite, die dieses Fenster geöffnet hat.',
  slower: 'Mehr Zeit',
  aloud: 'Vorlesen',
  cannotTurn: 'Ich kann den Kopf nicht drehen',
  gentle:
    'Sie werden stattdessen gebeten, zu nicken, den Kopf zu neigen oder sich vorzubeugen. Ändern lässt sich das nur, indem Sie neu einrichten.',
}
