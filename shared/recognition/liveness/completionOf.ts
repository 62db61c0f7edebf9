import type { Movement } from '../../protocol/movements.ts'
import type { Parallax } from './parallaxOf.ts'

/** What must be measured for a movement to count: degrees, and for `nearer` the part by which the face grows in the image. */
const enough = { turn: 20, rise: 7, lean: 15, growth: 0.15 } as const

/**
 * How much of a movement was made.
 *
 * @returns 1 and more when it counts, 0 when the head is straight, negative when it moved the other way
 */
export function completionOf(movement: Movement, { turn, rise, lean, growth }: Parallax): number {
  switch (movement) {
    case 'left':
      return turn / enough.turn
    case 'right':
      return -turn / enough.turn
    case 'up':
      return rise / enough.rise
    case 'down':
      return -rise / enough.rise
    case 'tilt_left':
      return lean / enough.lean
    case 'tilt_right':
      return -lean / enough.lean
    case 'nearer':
      return (growth - 1) / enough.growth
  }
}
