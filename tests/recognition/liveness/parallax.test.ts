import { describe, expect, it } from 'vitest'
import { parallaxOf } from '../../../shared/recognition/liveness/parallaxOf.ts'
import { headSeen, pictureSeen } from './landmarksOf.ts'

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
})

describe('a picture', () => {
  it.each([-60, -40, -20, 20, 40, 60])('shows no parallax when it is tilted (%d degrees)', (turn) => {
    expect(Math.abs(parallaxOf(pictureSeen(), pictureSeen({ turn })).turn)).toBeLessThan(4)
  })
})
