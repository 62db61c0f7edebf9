import { dot } from '../vector.ts'
import { poseOf } from '../pose.ts'
import type { Failure, Sample } from './movementTracker.ts'
import { parallaxOf } from './parallaxOf.ts'

/** Milliseconds without a face, or without a frame, after which nobody can say what happened meanwhile. */
const longestGap = 600
/** Milliseconds after which the face is to be embedded again, and after which it is too late. */
const [nextLook, longestUnlooked] = [250, 900]
/**
 * Cosine with the embedding before, and with the one of the beginning: their poses may differ as much as those of two movements. Heads
 * that go quickly from one to the next came down to 0.6 and a little less; two people hardly reach 0.5.
 */
const leastLikeness = 0.5
/** Degrees and parts of its size: what a head does not do in no time at all, and for each second that passes. */
const [jump, speed] = [14, 220]
/** What remains between two neighbouring frames of one head, as `parallaxOf` says it: at once, and more for each second that passes. */
const [residualAtOnce, residualSpeed] = [0.08, 0.45]

/** Watches that a face stays the same face, from frame to frame and from the beginning. */
export interface Continuity {
  /** @returns why it cannot be the same any more, or null */
  see(sample: Sample): Failure | null
  /** Whether the face is to be embedded in the next frame. */
  readonly wantsEmbedding: boolean
  isSameFace(embedding: Float32Array): boolean
  wipe(): void
}

/** Begins to watch a face. */
export function createContinuity(first: {
  time: number
  landmarks: Float32Array
  embedding: Float32Array
}): Continuity {
  const original = Float32Array.from(first.embedding)
  let last = { time: first.time, landmarks: Float32Array.from(first.landmarks) }
  let looked = { time: first.time, embedding: original }
  const isSameFace = (embedding: Float32Array): boolean => dot(original, embedding) >= leastLikeness
  return {
    see({ time, landmarks, embedding }) {
      if (time - last.time > longestGap || time - looked.time > longestUnlooked) return 'interrupted'
      if (!landmarks) return null
      const jumped = hasJumped(last, { time, landmarks })
      last = { time, landmarks: Float32Array.from(landmarks) }
      if (jumped) return 'another_face'
      if (!embedding) return null
      if (!isSameFace(embedding) || dot(looked.embedding, embedding) < leastLikeness) return 'another_face'
      looked = { time, embedding: Float32Array.from(embedding) }
      return null
    },
    get wantsEmbedding() {
      return last.time - looked.time >= nextLook
    },
    isSameFace,
    wipe: () => {
      for (const values of [original, looked.embedding, last.landmarks]) values.fill(0)
    },
  }
}

type Moment = Readonly<{ time: number; landmarks: Float32Array }>

function hasJumped(before: Moment, after: Moment): boolean {
  const seconds = (after.time - before.time) / 1000
  const most = jump + speed * seconds
  const greatestResidual = residualAtOnce + residualSpeed * seconds
  const { residual, lean } = parallaxOf(before.landmarks, after.landmarks)
  const turned = poseOf(after.landmarks).yaw - poseOf(before.landmarks).yaw
  return Math.abs(turned) > most || Math.abs(lean) > most || residual > greatestResidual
}
