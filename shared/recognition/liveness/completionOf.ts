import type { Movement } from '../../protocol/movements.ts'
import type { Parallax } from './parallaxOf.ts'

/** What must be measured for a movement to count: degrees, for `nearer` the growth of the face in the image. */
const wanted = { turn: 20, rise: 8, lean: 15, growth: 0.18 } as const

/** How much of a movement was made: 1 and more when it counts, negative when the head moved the other way. */
export function completionOf(movement: Movement, moved: Parallax): number {
  switch (movement) {
    case 'left':
      return moved.turn / wanted.turn
    case 'right':
      return -moved.turn / wanted.turn
    case 'up':
      return moved.rise / wanted.rise
    case 'down':
      return -moved.rise / wanted.rise
    case 'tilt_left':
      return moved.lean / wanted.lean
    case 'tilt_right':
      return -moved.lean / wanted.lean
    case 'nearer':
      return (moved.growth - 1) / wanted.growth
  }
}
