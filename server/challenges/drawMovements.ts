import { movements, type Movement, type MovementSet } from '../../shared/protocol/movements.ts'

/** Movements of one sequence: about five seconds for a practised person. */
const length = 4

/** A uniform whole number from 0 to below `count`, which nobody can foresee. */
export type Random = (count: number) => number

/** All sequences that may be asked for, in a fixed order: 62 of turns, 320 of gentle movements. */
const sequences: Record<MovementSet, readonly (readonly Movement[])[]> = {
  // Both sides: only turns to both prove depth.
  turns: sequencesOf(['left', 'right', 'up', 'down']).filter(
    (sequence) => sequence.includes('left') && sequence.includes('right'),
  ),
  gentle: sequencesOf(movements.filter((movement) => movement !== 'left' && movement !== 'right')),
}

/** Draws the movements of a challenge, each allowed sequence as likely as any other. */
export function drawMovements(set: MovementSet, random: Random): readonly Movement[] {
  const allowed = sequences[set]
  const drawn = allowed[random(allowed.length)]
  if (!drawn) throw new RangeError('Unexpected random number')
  return drawn
}

/** Sequences in which no movement follows itself: nobody could tell where the first ends. */
function sequencesOf(choices: readonly Movement[]): Movement[][] {
  let found: Movement[][] = [[]]
  for (let i = 0; i < length; i++)
    found = found.flatMap((begun) => choices.filter((next) => next !== begun.at(-1)).map((next) => [...begun, next]))
  return found
}
