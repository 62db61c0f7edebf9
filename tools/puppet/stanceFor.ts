import type { Movement } from '../../shared/protocol/movements.ts'
import { atRest, type Stance } from './surface.ts'

/** How a person stands who has made a movement, as far as people make it that are asked for about thirty degrees. */
export function stanceFor(movement: Movement | null): Stance {
  switch (movement) {
    case null:
      return atRest
    case 'left':
      return { ...atRest, turn: 32 }
    case 'right':
      return { ...atRest, turn: -32 }
    case 'up':
      return { ...atRest, rise: 24 }
    case 'down':
      return { ...atRest, rise: -24 }
    case 'tilt_left':
      return { ...atRest, lean: 25 }
    case 'tilt_right':
      return { ...atRest, lean: -25 }
    case 'nearer':
      return { ...atRest, distance: 0.7 * atRest.distance }
  }
}
