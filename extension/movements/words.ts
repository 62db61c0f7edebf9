import type { Movement } from '../../shared/protocol/movements.ts'
import type { Guidance } from './guidance.ts'
import type { Interruption } from './move.ts'

/** Everything that is said about movements. */

const movementWords: Record<Movement, string> = {
  left: 'Turn your head to your left',
  right: 'Turn your head to your right',
  up: 'Lift your chin',
  down: 'Lower your chin',
  nearer: 'Lean a little nearer',
  tilt_left: 'Tilt your head to your left shoulder',
  tilt_right: 'Tilt your head to your right shoulder',
}

/** The one instruction that is read aloud as well. */
export function movementInstruction({ state, wanted, step }: Guidance): string {
  if (state === 'move' && wanted) return movementWords[wanted]
  if (state === 'back') return 'And back to the middle'
  if (state === 'done') return 'Well done. Look straight ahead'
  return step === 0 ? 'Look straight ahead' : 'Wait for the next one'
}

/** A sentence below the instruction. */
export function movementHint({ state, step, count }: Guidance): string {
  if (state === 'done') return 'That was the last one.'
  return `Movement ${Math.min(step + 1, count)} of ${count}`
}

/** Said when a sequence begins anew, with other movements. */
export const anew: Record<Interruption, string> = {
  wrong_direction: 'That was another movement. Once more…',
  too_late: 'That took a little long. Once more…',
  flat: 'Please turn a little further. Once more…',
  not_moving_on: 'Come back to the middle each time. Once more…',
  interrupted: 'Your face was out of sight. Once more…',
  another_face: 'Another face came into the picture. Once more…',
  frozen: 'The picture stood still, or came round. Once more…',
  slower: 'Now with more time…',
}

/** What is more than a mishap, and should be known. */
const telling: Partial<Record<string, string>> = {
  another_face: 'Another face came into the picture. ',
  frozen: 'The picture stood still, or came round. ',
}

/**
 * How to go on after movements that failed.
 *
 * @param detail of the error: what was seen, where it is known
 */
export function movementFailureHint(detail: string | undefined): string {
  return `${telling[detail ?? ''] ?? ''}Try again, or use a recovery code on the page that opened this window.`
}

export const movementLabels = {
  slower: 'More time',
  aloud: 'Speak',
  cannotTurn: 'I cannot turn my head',
  gentle: 'You will be asked to nod, tilt or lean instead. It can only be changed by setting up anew.',
} as const
