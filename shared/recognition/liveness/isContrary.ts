import type { Movement } from '../../protocol/movements.ts'
import { completionOf } from './completionOf.ts'
import type { Parallax } from './parallaxOf.ts'

/** From which part of a movement on it is another one than was asked for. */
const begun = 0.75
/** Nods and leans come with other movements; only alone, and when they are large, were they meant. */
const meant = { completion: 1.5, wanted: 0.35 } as const

const opposites: Partial<Record<Movement, Movement>> = {
  left: 'right',
  right: 'left',
  up: 'down',
  down: 'up',
  tilt_left: 'tilt_right',
  tilt_right: 'tilt_left',
}

/** Whether the head moves in a way that was not asked for: the other way, to a side, or plainly in another direction. */
export function isContrary(wanted: Movement, moved: Parallax): boolean {
  const made = completionOf(wanted, moved)
  const opposite = opposites[wanted]
  // A tilted head is turned a little as well.
  const isTurn = wanted === 'left' || wanted === 'right'
  if (opposite && completionOf(opposite, moved) >= (isTurn ? begun : 1)) return true
  if (!isTurn && Math.abs(completionOf('left', moved)) >= 1) return true
  if (made >= meant.wanted) return false
  const others: readonly Movement[] = isTurn ? ['up', 'down'] : wanted === 'nearer' ? [] : ['nearer']
  return others.some((other) => completionOf(other, moved) >= meant.completion)
}
