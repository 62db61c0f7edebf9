import type { Movement } from '../../protocol/movements.ts'
import { createRoundWatch } from './createRoundWatch.ts'

/** Pixels. A camera's noise moves some landmark by more than this from frame to frame, however still everything is. */
const noise = 1e-3
/** Milliseconds for which a slow camera, or a driver, may repeat a frame. */
const longestStandstill = 700
/** So many frames that were seen before, and not just now, come from a recording that goes round. */
const mostRepetitions = 3

/** Tells frames of a camera from frames that are the same again and again. */
export interface Freshness {
  /**
   * Whether a frame may still be of a camera; false once frames have stood still or come round for longer than any camera's do.
   *
   * @param asked the movement that is asked for at that time, or none
   */
  see(time: number, landmarks: Float32Array, asked: Movement | null): boolean
}

/** Begins to watch a stream of frames by the landmarks seen in them: 468 of x, y and depth, in pixels; times in milliseconds. */
export function createFreshness(): Freshness {
  const seen: Float32Array[] = []
  const rounds = createRoundWatch()
  let changed: number | null = null
  let repetitions = 0
  return {
    see(time, landmarks, asked) {
      const last = seen.at(-1)
      if (last && isSame(last, landmarks)) return time - (changed ?? time) <= longestStandstill
      changed = time
      if (seen.some((earlier) => isSame(earlier, landmarks))) repetitions++
      seen.push(Float32Array.from(landmarks))
      return repetitions <= mostRepetitions && !rounds.see(time, landmarks, asked)
    },
  }
}

function isSame(one: Float32Array, other: Float32Array): boolean {
  return one.every((value, i) => Math.abs(value - (other[i] ?? NaN)) <= noise)
}
