import type { english } from '../../movements/words.ts'
import type { Words } from '../translated.ts'

export const words: Words<typeof english> = {
  movements: {
    left: 'Tournez la tête vers votre gauche',
    right: 'Tournez la tête vers votre droite',
    up: 'Levez le menton',
    down: 'Baissez le menton',
    nearer: 'Approchez-vous un peu',
    tilt_left: 'Penchez la tête vers l’épaule gauche',
    tilt_right: 'Penchez la tête vers l’épaule droite',
  },
  back: 'Et revenez au milieu',
  done: 'Très bien. Regardez droit devant vous',
  ahead: 'Regardez droit devant vous',
  wait: 'Attendez le suivant',
  last: 'C’était le dernier.',
  movementOf: (number, count) => `Mouvement ${number} sur ${count}`,
  anew: {
    wrong_direction: 'C’était un autre mouvement. Encore une fois…',
    too_late: 'C’était un peu long. Encore une fois…',
    flat: 'Tournez-vous un peu plus. Encore une fois…',
    not_moving_on: 'Regardez droit devant vous avant et après. Encore une fois…',
    interrupted: 'Votre visage était hors de vue. Encore une fois…',
    another_face: 'Un autre visage est entré dans l’image. Encore une fois…',
    frozen: 'L’image s’est figée ou s’est répétée. Encore une fois…',
    slower: 'Maintenant avec plus de temps…',
  },
  telling: {
    another_face: 'Un autre visage est entré dans l’image.',
    frozen: 'L’image s’est figée ou s’est répétée.',
  },
  goOn: 'Réessayez, ou utilisez un code de récupération sur la page qui a ouvert cette fenêtre.',
  slower: 'Plus de temps',
  aloud: 'Parler',
  cannotTurn: 'Je ne peux pas tourner la tête',
  gentle:
    'On vous demandera plutôt de hocher la tête, de la pencher ou de vous approcher. Pour changer cela, il faut refaire l’enregistrement.',
}
