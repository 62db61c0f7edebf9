import type { Movement } from '../../../shared/protocol/movements.ts'
import type { Image } from '../../../shared/recognition/image.ts'
import { render, type Frame } from '../../../tools/puppet/render.ts'
import type { Subject } from './actor.ts'
import { createPerformer } from './createPerformer.ts'
import type { Random } from './seededRandom.ts'

/** A video of somebody, made before. */
interface Recording {
  /** Milliseconds. */
  readonly length: number
  /** @param time in milliseconds, from 0 to `length`, in rising order or begun again at 0 */
  frame(time: number): Frame
}

/** Milliseconds of each movement in it: looking straight, moved, and back. */
const [before, during] = [700, 1300]

/** A video in which somebody makes movements, one after the other, as she was asked for them at another time. */
export function createRecording(
  subject: Subject,
  movements: readonly Movement[],
  room: Image,
  random: Random,
): Recording {
  const seed = random()
  // Each round is performed by the same person in the same way.
  const begin = (): ReturnType<typeof createPerformer> => {
    let state = seed
    return createPerformer(() => (state = (state * 997 + 0.123) % 1))
  }
  let performer = begin()
  let last = 0
  return {
    length: movements.length * (before + during) + before,
    frame(time) {
      if (time < last) performer = begin()
      last = time
      const at = time % (before + during)
      const asked = at < before ? null : (movements[Math.floor(time / (before + during))] ?? null)
      return render(subject.head, performer.stance(time, asked), room)
    },
  }
}
