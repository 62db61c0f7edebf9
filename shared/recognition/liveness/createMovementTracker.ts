import type { Movement } from '../../protocol/movements.ts'
import { poseOf } from '../pose.ts'
import { completionOf } from './completionOf.ts'
import { createContinuity, type Continuity } from './createContinuity.ts'
import { createFreshness } from './createFreshness.ts'
import { isContrary } from './isContrary.ts'
import { isRigid } from './isRigid.ts'
import type { Failure, MovementTracker, Progress, Sample } from './movementTracker.ts'
import { parallaxOf } from './parallaxOf.ts'

/** Milliseconds for one movement, for whoever has not asked for more. */
const usualWindow = 2500
/** Milliseconds that the head rests before a movement: at least, and at most. */
const [shortestRest, longestRest] = [300, 1200]
/** Milliseconds in which nobody has made a movement who waited to be asked. */
const quickest = 150
/** Degrees off straight: by the pose at the beginning, by the turn since then later; and from where on it is a turn. */
const straight = { pose: 8, turn: 8, turned: 15 } as const
/** The part of a movement that is still left when it is taken back. */
const takenBack = 0.4
/** Windows that a person may take to hold her head straight. */
const patience = 4

/**
 * Follows a face through movements in the wanted order, each from straight and back to it, with a rest before that nobody can
 * foresee. Turns are measured from one straight pose for all; other movements, which prove nothing, from the rest before.
 *
 * @param movements in their order; none at all are done as soon as the head was held straight for a moment
 * @param options.windowMs milliseconds for each movement, 2500 when left out
 * @param options.random gives numbers from 0 to below 1, from which the rests are drawn
 */
export function createMovementTracker(
  movements: readonly Movement[],
  options: { windowMs?: number | undefined; random?: (() => number) | undefined } = {},
): MovementTracker {
  const { windowMs = usualWindow, random = drawn } = options
  const freshness = createFreshness()
  let continuity: Continuity | null = null
  let state: Progress['state'] = 'neutral'
  let failure: Failure | null = null
  let step = 0
  /** When the state began, and since when the head has been straight in it. */
  let since: number | null = null
  let straightSince: number | null = null
  let rest = 0
  /** Landmarks of the head held straight: the first time, and in the last rest. */
  let reference: Float32Array | null = null
  let rested = new Float32Array()
  let wasFlat = false

  const enter = (next: Progress['state'], time: number): void => {
    state = next
    since = time
    straightSince = null
    wasFlat = false
    rest = shortestRest + (longestRest - shortestRest) * random()
  }
  const progress = (completion: number, wantsEmbedding = false): Progress => ({
    state,
    step,
    wanted: state === 'move' || state === 'back' ? (movements[step] ?? null) : null,
    completion: Math.max(0, Math.min(1, completion)),
    failure,
    wantsEmbedding: wantsEmbedding || (continuity?.wantsEmbedding ?? false),
  })
  const fail = (why: Failure): Progress => {
    state = 'failed'
    failure = why
    return progress(0)
  }

  const see = (sample: Sample): Progress => {
    if (state === 'failed') return progress(0)
    const { time, landmarks } = sample
    const broken = continuity?.see(sample)
    if (broken) return fail(broken)
    if (!landmarks) return progress(0)
    if (!freshness.see(time, landmarks)) return fail('frozen')
    since ??= time
    const elapsed = time - since
    if (state === 'neutral')
      return elapsed > patience * windowMs + rest ? fail('not_moving_on') : waitStraight(sample, landmarks)
    if (state === 'move')
      return elapsed > windowMs ? fail(wasFlat ? 'flat' : 'too_late') : follow(sample, landmarks, elapsed)
    if (state === 'back') return elapsed > patience * windowMs ? fail('not_moving_on') : comeBack(time, landmarks)
    return progress(1)
  }

  /** Until the head was straight for as long as the rest takes. The first straight face is the one that all is compared with. */
  const waitStraight = ({ time, embedding }: Sample, landmarks: Float32Array): Progress => {
    if (!reference || !continuity) {
      const off = Math.abs(poseOf(landmarks).yaw)
      if (off > straight.pose || !embedding) return progress(1 - off / 45, true)
      reference = Float32Array.from(landmarks)
      continuity = createContinuity({ time, landmarks, embedding })
      enter('neutral', time)
    }
    const off = Math.abs(parallaxOf(reference, landmarks).turn)
    if (off >= straight.turned) return fail('wrong_direction')
    if (off > straight.turn) straightSince = null
    else straightSince ??= time
    if (straightSince !== null && time - straightSince >= rest) {
      rested = Float32Array.from(landmarks)
      enter(movements.length > 0 ? 'move' : 'done', time)
      return progress(0)
    }
    return progress(1 - off / 45)
  }

  const follow = ({ embedding }: Sample, landmarks: Float32Array, elapsed: number): Progress => {
    const wanted = movements[step]
    if (!wanted) return fail('not_moving_on')
    const moved = movedBy(wanted, landmarks)
    const completion = completionOf(wanted, moved)
    if (isContrary(wanted, moved)) return fail('wrong_direction')
    if (completion < 1) return progress(completion)
    // Under way before anybody could have seen what to do.
    if (elapsed < quickest) return fail('wrong_direction')
    if (!isRigid(wanted, moved)) {
      wasFlat = true
      return progress(0.99)
    }
    if (!embedding) return progress(0.99, true)
    enter('back', (since ?? 0) + elapsed)
    return progress(0)
  }

  const comeBack = (time: number, landmarks: Float32Array): Progress => {
    const wanted = movements[step]
    const left = wanted ? completionOf(wanted, movedBy(wanted, landmarks)) : 0
    const { turn } = movedBy('left', landmarks)
    if (left > takenBack || Math.abs(turn) > straight.turn) return progress(1 - left)
    step++
    enter(step < movements.length ? 'neutral' : 'done', time)
    return progress(1)
  }

  const movedBy = (wanted: Movement, landmarks: Float32Array): ReturnType<typeof parallaxOf> => {
    const isTurn = wanted === 'left' || wanted === 'right'
    const fromFirst = parallaxOf(reference ?? rested, landmarks)
    return isTurn ? fromFirst : { ...parallaxOf(rested, landmarks), turn: fromFirst.turn }
  }

  return {
    see,
    isSameFace: (embedding) => continuity?.isSameFace(embedding) ?? false,
    wipe: () => {
      continuity?.wipe()
      reference?.fill(0)
      rested.fill(0)
    },
  }
}

function drawn(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32
}
