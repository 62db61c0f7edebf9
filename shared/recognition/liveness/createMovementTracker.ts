import type { Movement } from '../../protocol/movements.ts'
import { poseOf } from '../pose.ts'
import { completionOf } from './completionOf.ts'
import { createContinuity, type Continuity } from './createContinuity.ts'
import { createFreshness } from './createFreshness.ts'
import { isContrary } from './isContrary.ts'
import { isRigid } from './isRigid.ts'
import { usualWindow, type Failure, type MovementTracker, type Progress, type Sample } from './movementTracker.ts'
import { parallaxOf } from './parallaxOf.ts'

/** Milliseconds that the head rests before the first movement: at least, and at most. */
const rest = { least: 300, most: 800 } as const
/** Milliseconds from a movement that was made to the next one that is asked for. */
const pause = { least: 150, most: 550 } as const
/** Milliseconds in which nobody has made a movement who waited to be asked. */
const quickest = 150
/** Degrees off straight: by the pose at the beginning, by the turn since then later; and from where on it is a turn. */
const straight = { pose: 8, turn: 8, turned: 15 } as const
/**
 * The part of a movement that is still left when it is taken back: of a turn, and of others, which measure badly; and the part of the next
 * from which on it is under way.
 */
const [takenBack, roughly, underWay] = [0.4, 0.7, 0.5]
/** Windows that a person may take to hold her head straight. */
const patience = 4

/**
 * Follows a face through movements in the wanted order. The next one is asked for a moment after the one before was made, which
 * nobody can foresee: whoever is quick goes straight from one to the other, whoever likes comes back to the middle in between. After the
 * last the head is held straight again. Turns are measured from one straight pose for all; other movements, which prove nothing, from
 * the rest before the first.
 *
 * @param movements in their order; none at all are done as soon as the head was held straight for a moment
 * @param options.windowMs milliseconds for each movement, `usualWindow` when left out
 * @param options.random gives numbers from 0 to below 1, from which the rest and the pauses are drawn
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
  /** Of the rest before the first movement, or of the pause before the next. */
  let length = 0
  /** Landmarks of the head held straight: the first time, and at the end of the rest. */
  let reference: Float32Array | null = null
  let rested = new Float32Array()
  /** Whether the movement before has been taken back; until then the head may still be where that led it. */
  let hasLeft = true
  let wasFlat = false

  const enter = (next: Progress['state'], time: number): void => {
    state = next
    since = time
    straightSince = null
    wasFlat = false
    if (next === 'neutral') length = between(rest)
    // Who has asked for more time needs it here, too.
    if (next === 'pause') length = (between(pause) * windowMs) / usualWindow
  }
  const between = ({ least, most }: { least: number; most: number }): number => least + (most - least) * random()
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
    const asked = state === 'move' ? (movements[step] ?? null) : null
    if (!freshness.see(time, landmarks, asked)) return fail('frozen')
    since ??= time
    const elapsed = time - since
    if (state === 'neutral')
      return elapsed > patience * windowMs + length ? fail('not_moving_on') : waitStraight(sample, landmarks)
    if (state === 'move')
      return elapsed > windowMs ? fail(wasFlat ? 'flat' : 'too_late') : follow(sample, landmarks, elapsed)
    if (state === 'pause') return waitForNext(time, landmarks, elapsed)
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
    if (straightSince !== null && time - straightSince >= length) {
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
    // A nod may stay while the head turns already; a turn has to be gone before anything else counts.
    hasLeft ||= isTakenBack(landmarks) || (completion >= underWay && !isTurn(movements[step - 1]))
    if (!hasLeft) return progress(0)
    if (isContrary(wanted, moved)) return fail('wrong_direction')
    if (completion < 1) return progress(completion)
    // Under way before anybody could have seen what to do.
    if (elapsed < quickest) return fail('wrong_direction')
    if (!isRigid(wanted, moved)) {
      wasFlat = true
      return progress(0.99)
    }
    if (!embedding) return progress(0.99, true)
    const time = (since ?? 0) + elapsed
    hasLeft = false
    if (step === movements.length - 1) {
      enter('back', time)
      return progress(0)
    }
    step++
    enter('pause', time)
    return progress(1)
  }

  /** Until the next movement is asked for. Nobody makes it before. */
  const waitForNext = (time: number, landmarks: Float32Array, elapsed: number): Progress => {
    const made = movements[step - 1]
    if (!made || isContrary(made, movedBy(made, landmarks))) return fail('wrong_direction')
    hasLeft ||= isTakenBack(landmarks)
    if (elapsed >= length) enter('move', time)
    return progress(1)
  }

  /** Whether the movement that was made last has been taken back. */
  const isTakenBack = (landmarks: Float32Array): boolean => {
    const made = movements[step - 1]
    return !made || completionOf(made, movedBy(made, landmarks)) <= takenBack
  }

  /** Until the head is straight again after the last movement. */
  const comeBack = (time: number, landmarks: Float32Array): Progress => {
    const made = movements[step]
    const left = made ? completionOf(made, movedBy(made, landmarks)) : 0
    const { turn } = movedBy('left', landmarks)
    if (left > (isTurn(made) ? takenBack : roughly) || Math.abs(turn) > straight.turn) return progress(1 - left)
    step++
    enter('done', time)
    return progress(1)
  }

  const movedBy = (wanted: Movement, landmarks: Float32Array): ReturnType<typeof parallaxOf> => {
    const fromFirst = parallaxOf(reference ?? rested, landmarks)
    return isTurn(wanted) ? fromFirst : { ...parallaxOf(rested, landmarks), turn: fromFirst.turn }
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

function isTurn(movement: Movement | undefined): boolean {
  return movement === 'left' || movement === 'right'
}

function drawn(): number {
  return (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) / 2 ** 32
}
