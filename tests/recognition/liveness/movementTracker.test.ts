import { describe, expect, it } from 'vitest'
import type { Movement } from '../../../shared/protocol/movements.ts'
import { createMovementTracker } from '../../../shared/recognition/liveness/createMovementTracker.ts'
import type { Progress, Sample } from '../../../shared/recognition/liveness/movementTracker.ts'
import { normalised } from '../../../shared/recognition/vector.ts'
import { headSeen, pictureSeen, type Stance } from './landmarksOf.ts'

const ada = faceOf([1])
/** Ada, as her own pictures differ, and somebody else. */
const adaElsewhere = faceOf([0.8, 0.6])
const grace = faceOf([0.1, 0, 0.99])

function faceOf(entries: readonly number[]): Float32Array {
  return normalised(new Float32Array(64).map((_, i) => entries[i] ?? 0))
}

/** Milliseconds between two frames. */
const interval = 100

interface Person {
  readonly seen?: (stance: Stance) => Float32Array
  /** Degrees a second. */
  readonly speed?: number
  /** What she does when she is asked for something; as asked when left out. */
  readonly instead?: (asked: Movement | null, progress: Progress, time: number) => Movement | null
  /** What the camera makes of each sample; null for one that is lost. */
  readonly camera?: (sample: Sample, progress: Progress | null) => Sample | null
  readonly movements?: readonly Movement[]
  readonly windowMs?: number
  /** Draws the pauses; 0 to below 1. */
  readonly seed?: number
  /** Milliseconds between what is asked and what she does. */
  readonly reaction?: number
}

const goals: Record<Movement, Stance> = {
  left: { turn: 32 },
  right: { turn: -32 },
  up: { rise: 22 },
  down: { rise: -22 },
  tilt_left: { lean: 24 },
  tilt_right: { lean: -24 },
  nearer: { distance: 3.7 },
}

/** Stands before the camera until it is over. */
function perform(person: Person = {}): Progress & { time: number } {
  const { seen = headSeen, speed = 70, movements = ['left', 'up', 'right', 'down'], windowMs, seed = 0.3 } = person
  let random = seed
  const tracker = createMovementTracker(movements, { random: () => (random = (random * 7.3 + 0.1) % 1), windowMs })
  const straight = { turn: 0, rise: 0, lean: 0, distance: 5 }
  let now = straight
  let progress: Progress | null = null
  const requests: (Movement | null)[] = []
  for (let time = 0; time < 60_000; time += interval) {
    // Nobody stands quite still, and no two frames are the same.
    const sway = { x: 320 + 2 * Math.sin(time / 700), y: 240 + Math.sin(time / 900) + 0.01 * Math.sin(time) }
    const sample: Sample = { time, landmarks: seen({ ...now, ...sway }), embedding: ada }
    const filmed = person.camera ? person.camera(sample, progress) : sample
    if (filmed) progress = tracker.see(filmed)
    if (!progress) continue
    if (progress.state === 'done' || progress.state === 'failed') return { ...progress, time }
    requests.push(progress.state === 'move' ? progress.wanted : null)
    const asked = requests.at(-1 - (person.reaction ?? 0) / interval) ?? null
    const done = person.instead ? person.instead(asked, progress, time) : asked
    const goal = { ...straight, ...(done ? goals[done] : {}) }
    const towards = (key: keyof typeof straight, most: number): number =>
      now[key] + Math.max(-most, Math.min(most, goal[key] - now[key]))
    const most = (speed * interval) / 1000
    now = {
      turn: towards('turn', most),
      rise: towards('rise', most),
      lean: towards('lean', most),
      distance: towards('distance', 0.3),
    }
  }
  throw new Error('It does not end')
}

describe('a person who does what is asked', () => {
  it.each([
    [['left', 'right', 'left', 'right']],
    [['up', 'left', 'down', 'right']],
    [['right', 'up', 'left', 'up']],
  ] as [Movement[]][])('is through in some seconds (%s)', (movements) => {
    const { state, step, time } = perform({ movements })
    expect(state).toBe('done')
    expect(step).toBe(4)
    expect(time).toBeLessThan(12_000)
  })

  it('may choose movements without turns', () => {
    expect(perform({ movements: ['nearer', 'tilt_left', 'up', 'tilt_right'] }).state).toBe('done')
  })

  it('may be slow, and slower still with more time', () => {
    expect(perform({ speed: 16 }).state).toBe('done')
    expect(perform({ speed: 6, movements: ['left', 'right'] }).failure).toBe('too_late')
    expect(perform({ speed: 6, movements: ['left', 'right'], windowMs: 10_000 }).state).toBe('done')
  })

  it('is done at once when nothing is asked', () => {
    expect(perform({ movements: [] })).toMatchObject({ state: 'done', step: 0 })
  })

  it('may look aside and come late, until she first looks straight', () => {
    const late = perform({
      camera: (sample) => {
        if (sample.time < 3000) return { ...sample, landmarks: null, embedding: null }
        return sample.time < 5000
          ? { ...sample, landmarks: headSeen({ turn: 30, x: 320 + sample.time / 1000 }) }
          : sample
      },
    })
    expect(late.state).toBe('done')
  })

  it('is lost from sight for a moment without harm, and differs a little from frame to frame', () => {
    const { state } = perform({
      camera: (sample) => {
        const isLost = sample.time % 1700 < 300
        const embedding = sample.time % 700 < 350 ? adaElsewhere : ada
        return { ...sample, landmarks: isLost ? null : sample.landmarks, embedding: isLost ? null : embedding }
      },
    })
    expect(state).toBe('done')
  })
})

describe('the sequence fails', () => {
  it('for a picture, however it is tilted', () => {
    const { state, step } = perform({ seen: pictureSeen, movements: ['left', 'right', 'left', 'right'] })
    expect(state).toBe('failed')
    expect(step).toBe(0)
  })

  it('for who moves the other way, or another way', () => {
    const opposite = { left: 'right', right: 'left' } as const
    const wrong = perform({ instead: (asked) => (asked === 'left' || asked === 'right' ? opposite[asked] : asked) })
    expect(wrong.failure).toBe('wrong_direction')
    expect(perform({ instead: (asked) => asked && 'up' }).failure).toBe('wrong_direction')
  })

  it('for who moves before being asked', () => {
    expect(perform({ instead: (_, { state }) => (state === 'neutral' ? 'left' : null) }).failure).toBe(
      'wrong_direction',
    )
  })

  it('for who does nothing', () => {
    expect(perform({ instead: () => null }).failure).toBe('too_late')
  })

  it('for who does not come back', () => {
    expect(perform({ instead: (asked, { wanted }) => asked ?? wanted }).failure).toBe('not_moving_on')
  })

  it('when somebody else’s face comes in, for a frame or for good', () => {
    expect(perform({ camera: (sample) => ({ ...sample, embedding: sample.time > 1500 ? grace : ada }) }).failure).toBe(
      'another_face',
    )
    expect(
      perform({ camera: (sample) => ({ ...sample, embedding: sample.time === 1500 ? grace : ada }) }).failure,
    ).toBe('another_face')
  })

  it('when the face jumps to another pose between two frames', () => {
    const cut = perform({
      camera: (sample, progress) =>
        progress?.wanted === 'left' ? { ...sample, landmarks: headSeen({ turn: 60 }) } : sample,
    })
    expect(cut.failure).toBe('another_face')
  })

  it('when nobody looked at the face for long, or nobody was there', () => {
    expect(perform({ camera: (sample) => ({ ...sample, embedding: sample.time > 1500 ? null : ada }) }).failure).toBe(
      'interrupted',
    )
    expect(
      perform({ camera: (sample) => ({ ...sample, landmarks: sample.time > 1500 ? null : sample.landmarks }) }).failure,
    ).toBe('interrupted')
    // Not even a frame.
    expect(perform({ camera: (sample) => (sample.time > 1500 && sample.time < 3000 ? null : sample) }).failure).toBe(
      'interrupted',
    )
  })
})

describe('the frames are not live', () => {
  it('when they stand still', () => {
    const still = headSeen()
    expect(perform({ camera: (sample) => ({ ...sample, landmarks: still }) }).failure).toBe('frozen')
  })

  it('when they come round', () => {
    const round = perform({
      camera: (sample) => {
        const at = sample.time % 1600
        return { ...sample, landmarks: headSeen({ turn: 5 * Math.sin((at / 1600) * 2 * Math.PI), x: 320 + at / 100 }) }
      },
    })
    expect(round.failure).toBe('frozen')
  })

  it('when they come round on a screen, with the noise of the camera before it', () => {
    let state = 1
    const noise = (): number => ((state = (state * 16807) % 2147483647) / 2147483647 - 0.5) * 0.6
    const round = perform({
      movements: ['left', 'right'],
      windowMs: 20_000,
      camera: (sample) => {
        const phase = (2 * Math.PI * (sample.time % 2300)) / 2300
        const filmed = headSeen({ turn: 6 * Math.sin(phase), x: 320 + 20 * Math.sin(2 * phase) })
        return { ...sample, landmarks: filmed.map((value) => value + noise()) }
      },
    })
    expect(round.failure).toBe('frozen')
  })

  it('however long a round on a screen takes, and whatever movements are in it', () => {
    let state = 1
    const noise = (): number => ((state = (state * 16807) % 2147483647) / 2147483647 - 0.5) * 0.6
    const ends = Array.from({ length: 40 }, (_, i) => {
      const period = 1000 + 90 * i
      return perform({
        movements: ['left', 'right', 'left', 'right'],
        seed: i / 40,
        camera: (sample) => {
          const turn = 40 * Math.sin((2 * Math.PI * sample.time) / period)
          return { ...sample, landmarks: headSeen({ turn }).map((value) => value + noise()) }
        },
      }).state
    })
    expect(ends).toEqual(ends.map(() => 'failed'))
  })

  it('but are when a person moves as regularly as a clock, because she is asked to', () => {
    let state = 1
    const noise = (): number => ((state = (state * 16807) % 2147483647) / 2147483647 - 0.5) * 0.3
    // She does not sway at all.
    const seen = ({ turn = 0, rise = 0 }: Stance): Float32Array =>
      headSeen({ turn, rise }).map((value) => value + noise())
    const ends = Array.from({ length: 40 }, (_, i) => {
      const movements: Movement[] = i % 2 === 0 ? ['left', 'right', 'left', 'right'] : ['up', 'left', 'up', 'right']
      const { state, failure } = perform({ movements, seen, seed: i / 40, reaction: 100 * (i % 5), speed: 80 })
      return { state, failure }
    })
    expect(ends).toEqual(ends.map(() => ({ state: 'done', failure: null })))
  })

  it('but are when a person only holds still', () => {
    let state = 1
    const noise = (): number => ((state = (state * 16807) % 2147483647) / 2147483647 - 0.5) * 0.3
    const still = headSeen()
    const { failure } = perform({
      windowMs: 20_000,
      instead: () => null,
      camera: (sample) => ({ ...sample, landmarks: still.map((value) => value + noise()) }),
    })
    expect(failure).toBe('too_late')
  })
})

describe('the probe', () => {
  it('may only be of the face that moved', () => {
    const tracker = createMovementTracker(['left', 'right'], { random: () => 0 })
    expect(tracker.isSameFace(ada)).toBe(false)
    expect(tracker.see({ time: 0, landmarks: headSeen(), embedding: null }).wantsEmbedding).toBe(true)
    expect(tracker.isSameFace(ada)).toBe(false)
    tracker.see({ time: 100, landmarks: headSeen({ x: 321 }), embedding: ada })
    expect(tracker.isSameFace(adaElsewhere)).toBe(true)
    expect(tracker.isSameFace(grace)).toBe(false)
    tracker.wipe()
    expect(tracker.isSameFace(ada)).toBe(false)
  })
})
