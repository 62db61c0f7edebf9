import type { Movement } from '../../shared/protocol/movements.ts'
import { numberOf } from '../words/formats.ts'
import { translated } from '../words/translated.ts'
import type { Guidance } from './guidance.ts'
import type { Interruption } from './move.ts'

/** Everything that is said about movements. Left and right are the person's own. */
export const english = {
  movements: {
    left: 'Turn your head to your left',
    right: 'Turn your head to your right',
    up: 'Lift your chin',
    down: 'Lower your chin',
    nearer: 'Lean a little nearer',
    tilt_left: 'Tilt your head to your left shoulder',
    tilt_right: 'Tilt your head to your right shoulder',
  } satisfies Record<Movement, string>,
  back: 'And back to the middle',
  done: 'Well done. Look straight ahead',
  ahead: 'Look straight ahead',
  wait: 'Wait for the next one',
  last: 'That was the last one.',
  movementOf: (number: string, count: string) => `Movement ${number} of ${count}`,
  /** Said when a sequence begins anew, with other movements. */
  anew: {
    wrong_direction: 'That was another movement. Once more…',
    too_late: 'That took a little long. Once more…',
    flat: 'Please turn a little further. Once more…',
    not_moving_on: 'Please look straight ahead before and after. Once more…',
    interrupted: 'Your face was out of sight. Once more…',
    another_face: 'Another face came into the picture. Once more…',
    frozen: 'The picture stood still, or came round. Once more…',
    slower: 'Now with more time…',
  } satisfies Record<Interruption, string>,
  /** What is more than a mishap, and should be known. */
  telling: {
    another_face: 'Another face came into the picture.',
    frozen: 'The picture stood still, or came round.',
  } satisfies Partial<Record<Interruption, string>>,
  goOn: 'Try again, or use a recovery code on the page that opened this window.',
  slower: 'More time',
  aloud: 'Speak',
  cannotTurn: 'I cannot turn my head',
  gentle: 'You will be asked to nod, tilt or lean instead. It can only be changed by setting up anew.',
}

export const words = translated(english, {
  de: () => import('../words/de/movements.ts'),
  fr: () => import('../words/fr/movements.ts'),
  es: () => import('../words/es/movements.ts'),
  ar: () => import('../words/ar/movements.ts'),
})

/** The one instruction that is read aloud as well. */
export function movementInstruction({ state, wanted, step }: Guidance): string {
  if (state === 'move' && wanted) return words.movements[wanted]
  if (state === 'back') return words.back
  if (state === 'done') return words.done
  return step === 0 ? words.ahead : words.wait
}

/** A sentence below the instruction. */
export function movementHint({ state, step, count }: Guidance): string {
  if (state === 'done') return words.last
  return words.movementOf(numberOf(Math.min(step + 1, count)), numberOf(count))
}

/**
 * How to go on after movements that failed.
 *
 * @param detail of the error: what was seen, where it is known
 */
export function movementFailureHint(detail: string | undefined): string {
  const telling: Partial<Record<string, string>> = words.telling
  return [telling[detail ?? ''], words.goOn].filter(Boolean).join(' ')
}
