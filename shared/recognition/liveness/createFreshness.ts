/** Pixels. A camera's noise moves some landmark by more than this from frame to frame, however still everything is. */
const noise = 1e-3
/** Milliseconds for which a slow camera, or a driver, may repeat a frame. */
const longestStandstill = 700
/** Frames seen before that, each again, are a recording that goes round. */
const repetitions = 4

/** Tells frames of a camera from frames that are the same again and again. */
export interface Freshness {
  /** @returns `stale` once the frames have stood still, or come round, for longer than any camera's do */
  see(time: number, landmarks: Float32Array): 'fresh' | 'stale'
}

/** Begins to watch a stream of frames by the landmarks seen in them. */
export function createFreshness(): Freshness {
  const seen: Float32Array[] = []
  let changed: number | null = null
  let again = 0
  return {
    see(time, landmarks) {
      const last = seen.at(-1)
      if (last && isSame(last, landmarks)) return time - (changed ?? time) > longestStandstill ? 'stale' : 'fresh'
      changed = time
      if (seen.some((earlier) => isSame(earlier, landmarks))) again++
      else seen.push(Float32Array.from(landmarks))
      return again >= repetitions ? 'stale' : 'fresh'
    },
  }
}

function isSame(one: Float32Array, other: Float32Array): boolean {
  return one.every((value, i) => Math.abs(value - (other[i] ?? NaN)) <= noise)
}
