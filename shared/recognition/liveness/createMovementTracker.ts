import type { Movement } from '../../protocol/movements.ts'
import { movements as everyMovement } from '../../protocol/movements.ts'
import { poseOf } from '../pose.ts'
import { dot } from '../vector.ts'
import { completionOf } from './completionOf.ts'
import { createFreshness } from './createFreshness.ts'
import type { Failure, MovementTracker, Progress, Sample } from './movementTracker.ts'
import { parallaxOf, type Parallax } from './parallaxOf.ts'

/** Milliseconds for one movement, for whoever has not asked for more. */
const usualWindow = 2500
/** Milliseconds that the head rests before each movement: at least, and at most. */
const [shortestRest, longestRest] = [300, 1200]
/** Milliseconds without a face or a frame after which nobody can say what happened meanwhile. */
const longestGap = 700
/** Degrees off straight that still count as straight: at the beginning by the pose, later by the turn since then. */
const straight = 8
/** What no rigid movement of a head explains. */
const greatestResidual = 0.08
/** Cosine with the face as it was at the beginning. */
const leastLikeness = 0.5
/** The part of a movement from which on it counts as one that was not asked for. */
const begun = 0.75
/** Windows that a person may take to hold her head straight. */
const patience = 4

/**
 * Follows a face through movements in the wanted order, each from the same straight pose and back to it.
 *
 * @param movements in their order; none at all are done as soon as the head is held straight
 * @param options.windowMs milliseconds for each movement, 2500 when left out
 * @param options.random gives numbers from 0 to below 1, from which the rests between movements are drawn
 */
export function createMovementTracker(
  movements: readonly Movement[],
  options: { windowMs?: number | undefined; random?: (() => number) | undefined } = {},
): MovementTracker {
  const windowMs = options.windowMs ?? usualWindow
  const random = options.random ?? drawn
  const freshness = createFreshness()
  let state: Progress['state'] = 'neutral'
  let step = 0
  let failure: Failure | null = null
  /** Where the head was held straight first, and whose it is. */
  let reference: { landmarks: Float32Array; embedding: Float32Array } | null = null
  let since: number | null = null
  let straightSince: number | null = null
  let rest = restOf()
  let seen: number | null = null
  let notRigid = false

  function restOf(): number {
    return shortestRest + (longestRest - shortestRest) * random()
  }
  function enter(next: Progress['state'], time: number): void {
    state = next
    since = time
    straightSince = null
    notRigid = false
  }
  function fail(why: Failure): Progress {
    state = 'failed'
    failure = why
    return progress(0)
  }
  function progress(completion: number, wantsEmbedding = false): Progress {
    const wanted = state === 'move' || state === 'back' ? (movements[step] ?? null) : null
    return { state, step, wanted, completion: Math.max(0, Math.min(1, completion)), failure, wantsEmbedding }
  }
  function isSameFace(embedding: Float32Array): boolean {
    return reference !== null && dot(reference.embedding, embedding) >= leastLikeness
  }

  function see(sample: Sample): Progress {
    if (state === 'failed') return progress(0)
    const { time, landmarks, embedding } = sample
    if (!landmarks) return seen !== null && time - seen > longestGap ? fail('interrupted') : progress(0)
    if (seen !== null && time - seen > longestGap) return fail('interrupted')
    seen = time
    since ??= time
    if (freshness.see(time, landmarks) === 'stale') return fail('frozen')
    if (reference && embedding && !isSameFace(embedding)) return fail('another_face')
    if (!reference) return begin(sample, landmarks)
    const moved = parallaxOf(reference.landmarks, landmarks)
    if (state === 'move') return follow(sample, moved)
    if (state === 'neutral' || state === 'back') return wait(time, moved)
    return progress(1)
  }

  /** Until the head is held straight, and there is a face to compare with. */
  function begin({ time, embedding }: Sample, landmarks: Float32Array): Progress {
    const { yaw } = poseOf(landmarks)
    if (time - (since ?? time) > patience * windowMs) return fail('not_moving_on')
    if (Math.abs(yaw) > straight) return progress(1 - Math.abs(yaw) / 45)
    if (!embedding) return progress(1, true)
    reference = { landmarks: Float32Array.from(landmarks), embedding: Float32Array.from(embedding) }
    straightSince = time
    return progress(1)
  }

  /** Straight, or back to it, and a rest that nobody can foresee. */
  function wait(time: number, moved: Parallax): Progress {
    const off = Math.abs(moved.turn)
    const isStraight = off <= straight && everyMovement.every((movement) => completionOf(movement, moved) < begun)
    if (!isStraight) {
      if (state === 'neutral' && off > straight * 1.5) return fail('wrong_direction')
      if (time - (since ?? time) > patience * windowMs) return fail('not_moving_on')
      straightSince = null
      return progress(1 - off / 45)
    }
    if (state === 'back') {
      step++
      enter(step < movements.length ? 'neutral' : 'done', time)
      rest = restOf()
      return progress(1)
    }
    straightSince ??= time
    if (time - straightSince < rest) return progress(1)
    enter(movements.length > 0 ? 'move' : 'done', time)
    return progress(0)
  }

  function follow({ time, embedding }: Sample, moved: Parallax): Progress {
    const wanted = movements[step]
    if (!wanted) return progress(0)
    const completion = completionOf(wanted, moved)
    if (time - (since ?? time) > windowMs) return fail(notRigid ? 'flat' : 'too_late')
    if (completion < 1) {
      const contrary = everyMovement.some((other) =>
        axisOf(other) !== axisOf(wanted) ? false : other !== wanted && completionOf(other, moved) >= begun,
      )
      return contrary ? fail('wrong_direction') : progress(completion)
    }
    if (moved.residual > greatestResidual) {
      notRigid = true
      return progress(0.99)
    }
    if (!embedding) return progress(0.99, true)
    enter('back', time)
    return progress(0)
  }

  return { see, isSameFace }
}

function axisOf(movement: Movement): 'turn' | 'rise' | 'lean' | 'growth' {
  if (movement === 'left' || movement === 'right') return 'turn'
  if (movement === 'up' || movement === 'down') return 'rise'
  return movement === 'nearer' ? 'growth' : 'lean'
}

function drawn(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32
}
