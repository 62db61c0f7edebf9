import type { MovementSet } from '../../../shared/protocol/movements.ts'
import type { Pose } from '../../../shared/recognition/perception.ts'
import type { Seen } from '../../../shared/recognition/createFaceTracker.ts'
import { imageQualityOf } from './imageQualityOf.ts'
import { turnOf, type Turn } from './turn.ts'

/** The images of an enrolment, in this order: spread over time, and over small turns of the head. */
export const plan: readonly Turn[] = ['straight', 'left', 'right', 'straight', 'up', 'down', 'straight']

/** Good frames of which the best is taken for an image. */
const candidates = 4
/**
 * Milliseconds in which a turn that was asked for is waited for, at first and once it did not come twice. Then an image without
 * it does: some cannot turn.
 */
const patience = { first: 2_200, later: 1_000 } as const
/** Milliseconds from one candidate to the search of the image for the next: enough to follow the face in between. */
const breath = 50
/** Milliseconds between an image and the next one at least. */
const pause = 350
/** Degrees between a head and the camera that may still be how she sits before it. */
const greatestNeutralYaw = 12
/** Below this part of the person's usual opening her eyes are closed, or half so. */
const closed = 0.55

/** How far a series has come. */
export interface SeriesProgress {
  /** Which images of the plan are there. */
  readonly filled: readonly boolean[]
  /** What the person is asked for now; null when all is there. */
  readonly wanted: Turn | null
}

/** Chooses the images of an enrolment out of the frames of a video. */
export interface Series {
  /** Whether the next frame, if it is as the last one was, may be taken. */
  readonly hungry: boolean
  readonly progress: SeriesProgress
  /** @param now when the frame was taken, in milliseconds of any clock */
  see(seen: Seen, now: number): void
  /** The aligned faces of the images, in the order of the plan; they go with `wipe`. */
  crops(): readonly Float32Array[]
  wipe(): void
}

interface Slot {
  readonly turn: Turn
  count: number
  best: { readonly score: number; readonly crop: Float32Array; readonly pose: Pose } | null
}

/**
 * A series that has no image yet.
 *
 * @param set what the person says that she can do: who cannot turn her head is asked for as many straight images, and for no turn
 */
export function createSeries(set: MovementSet = 'turns'): Series {
  const turns = set === 'gentle' ? plan.map(() => 'straight' as const) : plan
  const slots: Slot[] = turns.map((turn) => ({ turn, count: 0, best: null }))
  const openings: number[] = []
  let current = 0
  let askedAt: number | null = null
  let closedAt = -Infinity
  let hungry = true
  let lookedAt = -Infinity
  let missed = 0

  const isFull = ({ count }: Slot): boolean => count >= candidates
  /** The image that a frame is good for: the one that is asked for, or a turn that comes unasked. */
  const slotFor = (pose: Pose, now: number): Slot | null => {
    const asked = slots[current]
    if (!asked || now - closedAt < pause) return null
    const turn = turnNow(pose)
    if (turn === asked.turn) return asked
    const open = slots.find((slot) => slot.turn === turn && turn !== 'straight' && !isFull(slot))
    if (open) return open
    const limit = missed < 2 ? patience.first : patience.later
    return askedAt !== null && now - askedAt > limit ? asked : null
  }
  const turnNow = (pose: Pose): Turn | null => {
    const neutral = slots[0]?.best?.pose
    if (neutral && current > 0) return turnOf(pose, neutral)
    return Math.abs(pose.yaw) <= greatestNeutralYaw ? 'straight' : null
  }
  const moveOn = (now: number): void => {
    for (let slot = slots[current]; slot && isFull(slot); slot = slots[++current]) {
      closedAt = now
      askedAt = now
    }
  }

  return {
    get hungry() {
      return hungry
    },
    get progress() {
      return { filled: slots.map(isFull), wanted: slots[current]?.turn ?? null }
    },
    see: ({ advice, pose, quality, crop, thorough }, now) => {
      askedAt ??= now
      const slot = advice === 'ok' && pose ? slotFor(pose, now) : null
      hungry = slot !== null && now - lookedAt >= breath
      if (!slot || !thorough || !pose || !quality || !crop) return
      const usual = medianOf([...openings, quality.eyes])
      openings.push(quality.eyes)
      if (quality.eyes < closed * usual) return
      slot.count++
      lookedAt = now
      hungry = false
      const score = imageQualityOf(quality, usual)
      if (!slot.best || score > slot.best.score) {
        slot.best?.crop.fill(0)
        slot.best = { score, crop: crop.slice(), pose }
      }
      if (isFull(slot) && slot.turn !== turnNow(pose)) missed++
      moveOn(now)
    },
    crops: () => slots.flatMap(({ best }) => (best ? [best.crop] : [])),
    wipe: () => {
      for (const { best } of slots) best?.crop.fill(0)
    },
  }
}

function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
}
