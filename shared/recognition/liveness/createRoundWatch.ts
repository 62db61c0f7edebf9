import type { Movement } from '../../protocol/movements.ts'
import { mesh } from '../mesh.ts'
import { rigidLandmarks } from './meanMesh.ts'

/** Milliseconds of movement that must come back in the same way. */
const stretch = 2000
/** Milliseconds: rounds of a recording that may be told from one another, and how finely they are looked for. */
const [shortestRound, step] = [1000, 40]
/**
 * Distances from ear to ear: how much it must have moved to be told, and how closely it must follow where it went before. A head that
 * trembles is regular too, but does not go as far.
 */
const [leastMovement, greatestDeviation] = [0.07, 0.006]

/** Milliseconds that may lie between what is asked and what is done about it. */
const reactions = [0, 350, 700] as const
/** Milliseconds for which two requests may differ that are answered in the same way: people do not take equally long. */
const tolerance = 400

/** Notices movements that come round, such as a video's on a screen, in which no two frames are quite the same. */
interface RoundWatch {
  /** Whether the face has done for two seconds exactly what it did before, and not because the same was asked of it. */
  see(time: number, landmarks: Float32Array, asked: Movement | null): boolean
}

/** A moment: its time, and where the face was in units of its own size: the middle, and the tip of the nose off the middle. */
type Moment = readonly [time: number, ...place: number[]]

/** What was asked for at a time, if anything. */
type Request = readonly [time: number, asked: Movement | null]

/** Begins to watch. A person who repeats a movement does so at another pace and to another place. */
export function createRoundWatch(): RoundWatch {
  const past: Moment[] = []
  const requests: Request[] = []
  let size: number | null = null
  return {
    see(time, landmarks, asked) {
      size ??= sizeOf(landmarks)
      past.push([time, ...placeOf(landmarks, size)])
      requests.push([time, asked])
      const first = past[0]?.[0] ?? time
      const recent = past.filter(([then]) => then >= time - stretch)
      if (recent.length < 10 || deviationOf(recent) < leastMovement) return false
      for (let lag = shortestRound; time - stretch - lag >= first; lag += step)
        if (follows(recent, past, lag) && !wasAskedAgain(requests, time, lag)) return true
      return false
    },
  }
}

const [nose, rightEar, leftEar] = [mesh.noseTip[0], mesh.ears.right, mesh.ears.left]

function sizeOf(landmarks: Float32Array): number {
  const along = (axis: number): number => (landmarks[3 * leftEar + axis] ?? 0) - (landmarks[3 * rightEar + axis] ?? 0)
  return Math.hypot(along(0), along(1), along(2))
}

function placeOf(landmarks: Float32Array, size: number): number[] {
  return [0, 1].flatMap((axis) => {
    const middle = rigidLandmarks.reduce((sum, i) => sum + (landmarks[3 * i + axis] ?? 0), 0) / rigidLandmarks.length
    return [middle / size, ((landmarks[3 * nose + axis] ?? 0) - middle) / size]
  })
}

/** Root of the mean squared distance from the mean place. */
function deviationOf(moments: readonly Moment[]): number {
  let sum = 0
  for (let k = 1; k <= 4; k++) {
    const mean = moments.reduce((total, moment) => total + (moment[k] ?? 0), 0) / moments.length
    sum += moments.reduce((total, moment) => total + ((moment[k] ?? 0) - mean) ** 2, 0) / moments.length
  }
  return Math.sqrt(sum)
}

/** Whether each of the recent places is where the face was so many milliseconds earlier. */
function follows(recent: readonly Moment[], past: readonly Moment[], lag: number): boolean {
  let sum = 0
  let at = 0
  const most = greatestDeviation ** 2 * recent.length
  for (const [time, ...place] of recent) {
    while ((past[at + 1]?.[0] ?? Infinity) <= time - lag) at++
    const [before, after] = [past[at], past[at + 1]]
    if (!before || !after) return false
    const part = (time - lag - before[0]) / (after[0] - before[0])
    place.forEach((value, k) => {
      const then = (1 - part) * (before[k + 1] ?? 0) + part * (after[k + 1] ?? 0)
      sum += (value - then) ** 2
    })
    if (sum > most) return false
  }
  return true
}

/**
 * Whether, in the time in which a stretch of movement was asked for, the same was asked as so many milliseconds earlier, in the same
 * rhythm: who does the same again then does as she is told. Nobody foresees the pauses, so that this hardly happens to a recording.
 */
function wasAskedAgain(requests: readonly Request[], now: number, lag: number): boolean {
  return reactions.some((reaction) => {
    const recent = requests.filter(([time]) => time >= now - stretch - reaction && time <= now - reaction)
    const isChanged = recent.some(([, asked], i) => asked !== null && i > 0 && recent[i - 1]?.[1] !== asked)
    let differing = 0
    recent.forEach(([time, asked], i) => {
      const before = requests.findLast(([earlier]) => earlier <= time - lag)?.[1] ?? null
      if (before !== asked) differing += time - (recent[i - 1]?.[0] ?? time)
    })
    return isChanged && differing <= tolerance
  })
}
