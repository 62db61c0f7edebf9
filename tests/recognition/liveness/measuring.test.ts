import { describe, expect, it } from 'vitest'
import { triangulate } from '../../../tools/puppet/triangulate.ts'
import { clopperPearson } from '../../bench/liveness/clopperPearson.ts'

describe('the limits of a counted rate', () => {
  it('are those of Clopper and Pearson', () => {
    const [none, few] = [clopperPearson(0, 60), clopperPearson(5, 100)]
    expect(none[0]).toBe(0)
    // Nothing in 60: the rate at which that happens once in forty times.
    expect(none[1]).toBeCloseTo(1 - 0.025 ** (1 / 60), 6)
    expect(few[0]).toBeCloseTo(0.01643, 4)
    expect(few[1]).toBeCloseTo(0.11283, 4)
  })

  it('are the mirror image for what did not happen, and everything when nothing was counted', () => {
    const [lower, upper] = clopperPearson(5, 100)
    const [otherLower, otherUpper] = clopperPearson(95, 100)
    expect(otherLower).toBeCloseTo(1 - upper, 6)
    expect(otherUpper).toBeCloseTo(1 - lower, 6)
    expect(clopperPearson(0, 0)).toEqual([0, 1])
  })
})

describe('a triangulation', () => {
  it('covers the hull of the points once, and leaves none out', () => {
    const points = Array.from({ length: 80 }, (_, i) => ((i * i * 37 + i * 11) % 101) / 101 + i / 1000)
    const at = (i: number): [number, number] => [points[2 * i] ?? NaN, points[2 * i + 1] ?? NaN]
    // A square around them, whose area the triangles must have.
    points.push(-1, -1, 2, -1, -1, 2, 2, 2.001)
    const triangles = triangulate(points)
    const area = triangles.reduce((sum, [a, b, c]) => {
      const [[ax, ay], [bx, by], [cx, cy]] = [at(a), at(b), at(c)]
      return sum + Math.abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) / 2
    }, 0)
    expect(area).toBeCloseTo(9.0015, 3)
    expect(new Set(triangles.flat()).size).toBe(points.length / 2)
  })
})
