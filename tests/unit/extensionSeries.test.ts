import { describe, expect, test } from 'vitest'
import { createSeries, plan, type Series } from '../../extension/face/series/createSeries.ts'
import { imageQualityOf } from '../../extension/face/series/imageQualityOf.ts'
import type { Turn } from '../../extension/face/series/turn.ts'
import type { Seen } from '../../shared/recognition/createFaceTracker.ts'
import type { Pose, Quality } from '../../shared/recognition/perception.ts'

const good: Quality = {
  size: 0.35,
  offset: 0,
  highlights: 0.6,
  glare: 0,
  sharpness: 0.25,
  movement: 0.01,
  eyes: 0.27,
}
const poses: Record<Turn, Pose> = {
  straight: { yaw: 2, pitch: -3, roll: 1 },
  left: { yaw: 16, pitch: -3, roll: 1 },
  right: { yaw: -12, pitch: -2, roll: 0 },
  up: { yaw: 3, pitch: -12, roll: 1 },
  down: { yaw: 1, pitch: 6, roll: 1 },
}

/** A frame of a good face; its crop holds this mark. */
function frame(turn: Turn, mark = 1, quality: Partial<Quality> = {}): Seen {
  return {
    advice: 'ok',
    faces: [],
    landmarks: null,
    pose: poses[turn],
    quality: { ...good, ...quality },
    crop: Float32Array.of(mark),
    thorough: true,
  }
}

/** Thirty frames a second for so many milliseconds; stops when the series is complete. The time then. */
function film(series: Series, from: number, milliseconds: number, seen: (now: number) => Seen): number {
  let now = from
  for (; now < from + milliseconds && series.progress.wanted !== null; now += 33) series.see(seen(now), now)
  return now
}

describe('the images of an enrolment', () => {
  test('are one for each turn that the person is asked for, and straight ones before, between and after', () => {
    const series = createSeries()
    const asked: (Turn | null)[] = []
    film(series, 0, 20_000, () => {
      const { wanted } = series.progress
      if (wanted !== asked.at(-1)) asked.push(wanted)
      return frame(wanted ?? 'straight')
    })
    expect(asked).toEqual(plan)
    expect(series.progress).toEqual({ filled: plan.map(() => true), wanted: null })
    expect(series.crops()).toHaveLength(plan.length)
  })

  test('are at least five, and of different moments', () => {
    const series = createSeries()
    expect(plan.length).toBeGreaterThanOrEqual(5)
    const taken = film(series, 0, 60_000, (now) => frame(series.progress.wanted ?? 'straight', now))
    const moments = series.crops().map(([at = 0]) => at)
    expect(moments.slice(1).every((at, i) => at - (moments[i] ?? 0) >= 300)).toBe(true)
    expect(taken).toBeLessThan(10_000)
  })

  test('are straight ones for somebody who cannot turn, within twenty seconds', () => {
    const series = createSeries()
    const now = film(series, 0, 60_000, () => frame('straight'))
    expect(series.progress.wanted).toBeNull()
    expect(now).toBeLessThan(20_000)
  })

  test('are straight ones at once for somebody who has said that she cannot turn, and who is then asked for nothing else', () => {
    const series = createSeries('gentle')
    const asked = new Set<Turn | null>()
    const now = film(series, 0, 60_000, () => {
      asked.add(series.progress.wanted)
      return frame('straight')
    })
    expect(series.crops()).toHaveLength(plan.length)
    expect([...asked]).toEqual(['straight'])
    expect(now).toBeLessThan(6_000)
  })

  test('are taken of a head that is not held straight, too, when it cannot be', () => {
    const series = createSeries('gentle')
    film(series, 0, 60_000, () => frame('left'))
    expect(series.progress.wanted).toBeNull()
  })

  test('are taken when a turn comes before it is asked for', () => {
    const series = createSeries()
    const now = film(series, 0, 600, () => frame('straight'))
    film(series, now, 600, () => frame('up'))
    expect(series.progress.filled[plan.indexOf('up')]).toBe(true)
    expect(series.progress.wanted).toBe('left')
  })

  test('are the best of several frames', () => {
    const series = createSeries()
    let mark = 0
    film(series, 0, 600, () => frame('straight', ++mark, { sharpness: mark === 3 ? 0.2 : 0.12 }))
    expect(series.crops()[0]?.[0]).toBe(3)
  })

  test('are not of closed eyes, but somebody whose eyes are always so is not shut out', () => {
    const blinking = createSeries()
    let mark = 0
    film(blinking, 0, 600, () => frame('straight', ++mark, mark === 2 ? { eyes: 0.1, sharpness: 0.3 } : {}))
    expect(blinking.crops()[0]?.[0]).not.toBe(2)
    const closed = createSeries()
    film(closed, 0, 30_000, () => frame(closed.progress.wanted ?? 'straight', 1, { eyes: 0.08 }))
    expect(closed.progress.wanted).toBeNull()
  })

  test('are never of a frame that is not good, or was not searched for a second face', () => {
    const series = createSeries()
    film(series, 0, 5_000, () => ({ ...frame('straight'), thorough: false }))
    film(series, 5_000, 5_000, () => ({ ...frame('straight'), advice: 'more_light' }))
    film(series, 10_000, 5_000, () => ({ ...frame('straight'), advice: 'several_faces', pose: null, crop: null }))
    expect(series.crops()).toEqual([])
  })

  test('are wiped', () => {
    const series = createSeries()
    film(series, 0, 20_000, () => frame(series.progress.wanted ?? 'straight'))
    const crops = series.crops()
    series.wipe()
    expect(crops.flatMap((crop) => [...crop])).toEqual(plan.map(() => 0))
  })
})

test('an image is the better the sharper, better lit and stiller it is, and never worse than nothing', () => {
  const score = (change: Partial<Quality>): number => imageQualityOf({ ...good, ...change }, 0.27)
  expect(score({})).toBe(score({ sharpness: 0.4 }))
  for (const worse of [
    { sharpness: 0.1 },
    { highlights: 0.25 },
    { glare: 0.2 },
    { movement: 0.05 },
    { size: 0.18 },
    { eyes: 0.15 },
  ])
    expect(score(worse)).toBeLessThan(score({}))
  expect(score({ glare: 1, movement: 1 })).toBe(0)
})
