import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parallaxOf } from '../../../shared/recognition/liveness/parallaxOf.ts'
import { headSeen, pictureSeen } from './landmarksOf.ts'

const degrees = (most: number): fc.Arbitrary<number> => fc.double({ min: -most, max: most, noNaN: true })
const place = fc.record({
  x: fc.double({ min: 150, max: 500, noNaN: true }),
  y: fc.double({ min: 120, max: 360, noNaN: true }),
  distance: fc.double({ min: 3.5, max: 7, noNaN: true }),
})

/** The same picture elsewhere, larger or smaller, and turned in its own plane. */
function shifted(landmarks: Float32Array, by: { x: number; y: number; scale: number; lean: number }): Float32Array {
  const [cosine, sine] = [Math.cos(by.lean), Math.sin(by.lean)]
  return landmarks.map((value, i) => {
    if (i % 3 === 2) return by.scale * value
    const [x = 0, y = 0] = landmarks.subarray(i - (i % 3), i - (i % 3) + 2)
    return i % 3 === 0 ? by.scale * (cosine * x - sine * y) + by.x : by.scale * (sine * x + cosine * y) + by.y
  })
}

const shift = fc.record({
  x: degrees(300),
  y: degrees(300),
  scale: fc.double({ min: 0.4, max: 2.5, noNaN: true }),
  lean: degrees(0.6),
})

describe('a head that turns', () => {
  it.each([-40, -25, -15, 15, 25, 40])(
    'is measured to turn by about that much, to its own side (%d degrees)',
    (turn) => {
      const measured = parallaxOf(headSeen(), headSeen({ turn }))
      expect(measured.turn / turn).toBeGreaterThan(0.75)
      expect(measured.turn / turn).toBeLessThan(1.15)
    },
  )

  it('is measured to rise and sink', () => {
    expect(parallaxOf(headSeen(), headSeen({ rise: 20 })).rise).toBeGreaterThan(12)
    expect(parallaxOf(headSeen(), headSeen({ rise: -20 })).rise).toBeLessThan(-12)
  })

  it('is measured to lean, and to come nearer', () => {
    expect(parallaxOf(headSeen({ lean: 5 }), headSeen({ lean: 25 })).lean).toBeCloseTo(20, 1)
    expect(parallaxOf(headSeen(), headSeen({ distance: 4 })).growth).toBeCloseTo(1.25, 1)
  })

  it('is measured the same wherever it is in the image, however large, and however it leans', () => {
    fc.assert(
      fc.property(degrees(40), degrees(20), shift, shift, (turn, rise, before, after) => {
        const [neutral, turned] = [headSeen(), headSeen({ turn, rise })]
        const plain = parallaxOf(neutral, turned)
        const moved = parallaxOf(shifted(neutral, before), shifted(turned, after))
        expect(moved.turn).toBeCloseTo(plain.turn, 1)
        expect(moved.rise).toBeCloseTo(plain.rise, 1)
        expect(moved.residual).toBeCloseTo(plain.residual, 3)
        expect(moved.misfit).toBeCloseTo(plain.misfit, 3)
        expect(moved.growth).toBeCloseTo((plain.growth * after.scale) / before.scale, 2)
      }),
    )
  })
})

describe('a picture', () => {
  it.each([-60, -40, -20, 20, 40, 60])('shows no parallax when it is tilted (%d degrees)', (turn) => {
    expect(Math.abs(parallaxOf(pictureSeen(), pictureSeen({ turn })).turn)).toBeLessThan(4)
  })

  it('shows none at all in parallel projection, whatever is done to it in the plane', () => {
    const entry = degrees(0.4)
    fc.assert(
      fc.property(entry, entry, entry, entry, shift, (a, b, c, d, elsewhere) => {
        const flat = pictureSeen()
        const stretched = flat.map((value, i) => {
          const [x = 0, y = 0] = flat.subarray(i - (i % 3), i - (i % 3) + 2)
          return i % 3 === 2 ? value : i % 3 === 0 ? (1 + a) * x + b * y : c * x + (1 + d) * y
        })
        const { turn, rise, misfit } = parallaxOf(flat, shifted(stretched, elsewhere))
        expect(Math.abs(turn)).toBeLessThan(0.1)
        expect(Math.abs(rise)).toBeLessThan(0.1)
        expect(misfit).toBeLessThan(1e-4)
      }),
    )
  })

  it('never looks as if it turned as far as a head has to, from wherever it is held to whatever tilt', () => {
    fc.assert(
      fc.property(degrees(60), degrees(40), degrees(30), place, (turn, rise, lean, { x, y, distance }) => {
        const measured = parallaxOf(pictureSeen({ distance }), pictureSeen({ turn, rise, lean, x, y, distance }))
        expect(Math.abs(measured.turn)).toBeLessThan(12)
      }),
    )
  })

  it('is told from a head by the turn alone: of all pairs, the head has the larger one', () => {
    const heads: number[] = []
    const pictures: number[] = []
    const lean = degrees(20)
    for (const [turn, rise, tilt, at] of fc.sample(fc.tuple(degrees(20), degrees(10), lean, place), 200))
      heads.push(
        parallaxOf(headSeen({ ...at }), headSeen({ turn: turn + (turn < 0 ? -15 : 15), rise, lean: tilt, ...at })).turn,
      )
    for (const [turn, rise, tilt, at] of fc.sample(fc.tuple(degrees(60), degrees(30), lean, place), 200))
      pictures.push(parallaxOf(pictureSeen({ ...at }), pictureSeen({ turn, rise, lean: tilt, ...at })).turn)
    const pairs = heads.flatMap((head) => pictures.map((picture) => Math.abs(head) > Math.abs(picture)))
    expect(pairs.filter(Boolean).length / pairs.length).toBeGreaterThan(0.995)
  })
})
