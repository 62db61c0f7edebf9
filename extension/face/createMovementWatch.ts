import type { Movement } from '../../shared/protocol/movements.ts'
import type { Advice } from '../../shared/recognition/perception.ts'
import type { Seen } from '../../shared/recognition/createFaceTracker.ts'
import { createMovementTracker } from '../../shared/recognition/liveness/createMovementTracker.ts'
import type { Progress } from '../../shared/recognition/liveness/movementTracker.ts'

/** Milliseconds between two embeddings while nothing asks for one: the more, the closer the watch that it stays one face. */
const gap = 150
/** Milliseconds that a frame counts for at most: what a slow computer takes longer for it is not taken from the person's time. */
const longestFrame = 300
/** Embeddings that go into the probe: one for each time that the head is straight, so that they are spread over the sequence. */
const mostKept = 5
/** Degrees off straight within which a face is recognised best. */
const straight = 12
/** What a face is recognised in spite of, where no better frame is there: nobody changes the light while she moves. */
const bearable: ReadonlySet<Advice> = new Set(['closer', 'more_light', 'less_light'])

/** How far a sequence of movements has come: all that the face worker tells of it. */
export interface MovementProgress extends Pick<Progress, 'state' | 'step' | 'wanted' | 'completion' | 'failure'> {
  /** Frames of the head held straight, in this very sequence, that will make the probe. */
  readonly kept: number
}

/** Watches a face through a sequence of movements, and keeps what it looks like between them. */
export interface MovementWatch {
  /**
   * Looks at the next frame.
   *
   * @param taken when it was taken, in milliseconds of any clock
   * @param embed gives the embedding of an aligned face
   */
  see(seen: Seen, taken: number, embed: (crop: Float32Array) => Promise<Float32Array>): Promise<MovementProgress>
  /**
   * The embeddings of the head held straight, given away. They are of the face that moved, in one continuous stream.
   *
   * @throws TypeError before the sequence is done
   */
  take(): Float32Array[]
  wipe(): void
}

interface Kept {
  /** Which pause between movements it is from. */
  readonly pause: number
  /** 1 and more in good light; the sharper, the more. */
  readonly worth: number
  readonly embedding: Float32Array
}

/** @param windowMs milliseconds for each movement */
export function createMovementWatch(movements: readonly Movement[], windowMs: number): MovementWatch {
  const tracker = createMovementTracker(movements, { windowMs })
  let kept: Kept[] = []
  let wantsEmbedding = true
  let lastEmbedded = -Infinity
  let clock = 0
  let lastTaken: number | null = null
  let afterwards = 0
  let state: Progress['state'] = 'neutral'

  const wipe = (): void => {
    for (const { embedding } of kept) embedding.fill(0)
    kept = []
    tracker.wipe()
  }
  /** Keeps the best frame of each pause. Whether this one is kept. */
  const keep = (candidate: Kept): boolean => {
    const rival = kept.find(({ pause }) => pause === candidate.pause)
    if (rival ? rival.worth >= candidate.worth : kept.length >= mostKept) return false
    rival?.embedding.fill(0)
    kept = [...kept.filter((one) => one !== rival), candidate]
    return true
  }

  return {
    see: async (seen, taken, embed) => {
      const time = (clock += Math.min(taken - (lastTaken ?? taken), longestFrame))
      lastTaken = taken
      const isDue = wantsEmbedding || time - lastEmbedded >= gap
      const embedding = isDue && seen.crop && seen.landmarks ? await embed(seen.crop) : null
      if (embedding) lastEmbedded = time
      const progress = tracker.see({ time, landmarks: seen.landmarks, embedding })
      state = progress.state
      wantsEmbedding = progress.wantsEmbedding
      if (state === 'failed') wipe()
      const isPause = state === 'neutral' || state === 'done'
      const worth = worthOf(seen)
      const isKept =
        embedding !== null &&
        worth !== null &&
        isPause &&
        tracker.isSameFace(embedding) &&
        // What the pauses did not give is made up for after the last movement.
        keep({ pause: progress.step + (state === 'done' ? afterwards++ : 0), worth, embedding })
      if (embedding && !isKept) embedding.fill(0)
      const { step, wanted, completion, failure } = progress
      return { state, step, wanted, completion, failure, kept: kept.length }
    },
    take: () => {
      if (state !== 'done') throw new TypeError('The movements are not done')
      const taken = kept.map(({ embedding }) => embedding)
      kept = []
      return taken
    },
    wipe,
  }
}

/** What a frame is worth for the probe; null when it is of no use. */
function worthOf({ advice, thorough, pose, quality }: Seen): number | null {
  if (!thorough || !pose || !quality || Math.abs(pose.yaw) > straight) return null
  if (advice === 'ok') return 1 + quality.sharpness
  return bearable.has(advice) ? quality.sharpness : null
}
