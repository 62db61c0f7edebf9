import { describe, expect, it } from 'vitest'
import { meanMesh, rigidLandmarks } from '../../../shared/recognition/liveness/meanMesh.ts'
import { similarityIn3d } from '../../../shared/recognition/liveness/similarityIn3d.ts'
import { poseOf } from '../../../shared/recognition/pose.ts'
import { headSeen } from './landmarksOf.ts'

const x = (i: number): number => meanMesh[3 * i] ?? NaN
const y = (i: number): number => meanMesh[3 * i + 1] ?? NaN
const depth = (i: number): number => meanMesh[3 * i + 2] ?? NaN
const [nose, chin, forehead, rightEar, leftEar] = [1, 152, 10, 234, 454]

describe('the mean face', () => {
  it('looks straight into the camera, upright, one unit from ear to ear', () => {
    expect(meanMesh).toHaveLength(3 * 468)
    expect(Math.hypot(x(leftEar) - x(rightEar), depth(leftEar) - depth(rightEar))).toBeCloseTo(1, 2)
    expect(x(leftEar)).toBeGreaterThan(0)
    expect(y(chin)).toBeGreaterThan(y(nose))
    expect(y(forehead)).toBeLessThan(y(nose))
    const { yaw, roll } = poseOf(Float32Array.from(meanMesh))
    expect(Math.abs(yaw)).toBeLessThan(0.1)
    expect(Math.abs(roll)).toBeLessThan(0.1)
  })

  it('is nearest at the tip of the nose, furthest at the ears', () => {
    for (let i = 0; i < 468; i++) {
      expect(depth(i)).toBeGreaterThanOrEqual(Math.min(depth(nose), depth(4)) - 0.01)
      expect(depth(i)).toBeLessThanOrEqual(depth(leftEar) + 0.02)
    }
  })

  it('is the same in a mirror', () => {
    for (let i = 0; i < 468; i++) {
      const twin = Array.from({ length: 468 }, (_, k) => Math.hypot(x(i) + x(k), y(i) - y(k), depth(i) - depth(k)))
      expect(Math.min(...twin)).toBeLessThan(1e-3)
    }
  })

  it('names the landmarks that only the whole head moves: none on eyes, mouth or chin', () => {
    expect(rigidLandmarks.length).toBeGreaterThan(150)
    expect(new Set(rigidLandmarks).size).toBe(rigidLandmarks.length)
    for (const moving of [33, 133, 159, 145, 263, 362, 13, 14, 61, 291, chin, rightEar, leftEar])
      expect(rigidLandmarks).not.toContain(moving)
    expect(rigidLandmarks).toContain(nose)
  })
})

describe('two meshes of one head', () => {
  it('are laid onto each other by a rotation, a scale and a shift', () => {
    // A quarter of a turn around the vertical axis: depth becomes x, and x becomes depth.
    const turned = new Float64Array(meanMesh.length)
    for (let i = 0; i < 468; i++) turned.set([3 * depth(i) + 7, 3 * y(i) - 2, -3 * x(i)], 3 * i)
    const { rotation, scale, residual } = similarityIn3d(meanMesh, turned, rigidLandmarks)
    expect(scale).toBeCloseTo(3, 6)
    expect(residual).toBeLessThan(1e-6)
    expect(Array.from(rotation, (entry) => Math.round(entry) + 0)).toEqual([0, 0, 1, 0, 1, 0, -1, 0, 0])
  })

  it('leave a part of themselves when one of them is another shape', () => {
    const pressed = headSeen().map((value, i) => (i % 3 === 2 ? value / 2 : value))
    expect(similarityIn3d(headSeen(), pressed, rigidLandmarks).residual).toBeGreaterThan(0.1)
  })
})
