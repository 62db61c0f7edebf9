import type { Movement } from '../../../shared/protocol/movements.ts'
import { approach } from '../../../tools/puppet/approach.ts'
import { stanceFor } from '../../../tools/puppet/stanceFor.ts'
import { atRest, type Stance } from '../../../tools/puppet/surface.ts'
import type { Random } from './seededRandom.ts'

/** Milliseconds after which somebody who was not understood moves further. */
const doubt = 900

/** How quickly somebody moves: from and to these, each person otherwise. */
interface Habits {
  /** Of a head's usual speed. */
  readonly haste: readonly [least: number, most: number]
  /** Milliseconds that she takes to see what is asked. */
  readonly reaction: readonly [least: number, most: number]
}

/** Anybody. */
const anybody: Habits = { haste: [0.6, 1.5], reaction: [220, 600] }

/** Who has done it before and wants to be through: she reacts as people do to what they wait for, and turns her head as to a call. */
export const practised: Habits = { haste: [1, 1.6], reaction: [200, 400] }

/** Somebody's way to move. */
interface Performer {
  /** @returns how she stands at a time, in milliseconds, at which a movement is asked for, or none */
  stance(time: number, asked: Movement | null): Stance
}

/**
 * A person with habits of her own: how she sits, how fast and how far she moves, how long she takes to see what is asked, and what
 * other movement comes along.
 *
 * @param stanceOf how a movement is made: a head's way when left out
 * @param habits anybody's when left out
 */
export function createPerformer(
  random: Random,
  stanceOf: (movement: Movement | null) => Stance = stanceFor,
  habits: Habits = anybody,
): Performer {
  const between = (least: number, greatest: number): number => least + (greatest - least) * random()
  const seat = {
    turn: between(-3, 3),
    rise: between(-5, 5),
    lean: between(-4, 4),
    distance: between(-0.6, 0.9),
    x: between(-0.4, 0.4),
    y: between(-0.25, 0.25),
  }
  const [haste, reaction, extent] = [between(...habits.haste), between(...habits.reaction), between(0.8, 1.15)]
  const along = { turn: between(-3, 3), rise: between(-5, 5), lean: between(-5, 5) }
  const phases = [random(), random(), random()]
  let now: Stance = atRest
  let last: number | null = null
  let wanted: { movement: Movement | null; since: number } = { movement: null, since: 0 }
  return {
    stance(time, asked) {
      if (asked !== wanted.movement) wanted = { movement: asked, since: time }
      const waited = time - wanted.since
      if (waited >= reaction) {
        const further = waited > reaction + doubt ? 1.25 : 1
        const goal = stanceOf(wanted.movement)
        const part = (key: keyof Stance): number => atRest[key] + extent * further * (goal[key] - atRest[key])
        const comesAlong = wanted.movement === null ? 0 : 1
        const to: Stance = {
          turn: part('turn') + (goal.turn === 0 ? comesAlong * along.turn : 0),
          rise: part('rise') + (goal.rise === 0 ? comesAlong * along.rise : 0),
          lean: part('lean') + (goal.lean === 0 ? comesAlong * along.lean : 0),
          distance: part('distance'),
          x: part('x'),
          y: part('y'),
        }
        now = approach(now, to, (time - (last ?? time)) / 1000, haste)
      }
      last = time
      const wave = (k: number, period: number): number => Math.sin(2 * Math.PI * (time / period + (phases[k] ?? 0)))
      return {
        turn: now.turn + seat.turn + 0.8 * wave(0, 2300),
        rise: now.rise + seat.rise + 0.8 * wave(1, 3100),
        lean: now.lean + seat.lean + 0.4 * wave(2, 3700),
        distance: now.distance + seat.distance,
        x: now.x + seat.x + 0.02 * wave(2, 4700),
        y: now.y + seat.y + 0.01 * wave(0, 5300),
      }
    },
  }
}
