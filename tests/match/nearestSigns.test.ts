import { expect, test } from 'vitest'
import { frame } from '../../shared/match/frame.ts'
import { nearestSigns } from '../../shared/match/nearestSigns.ts'
import { scoreOf } from '../../shared/match/score.ts'
import { signsOf } from '../../shared/match/signs.ts'
import { weightsOf } from '../../shared/match/weights.ts'
import { randomFrom } from '../randomFrom.ts'

const random = randomFrom(12)

function someDirection(): Float32Array {
  const vector = Float32Array.from({ length: 64 }, () => random() + random() + random() + random() - 2)
  const norm = Math.hypot(...vector)
  return vector.map((entry) => entry / norm)
}

/** How much of the frame's columns, summed with signs, points elsewhere than the direction, and how much along it. */
function partsOf(signs: Int8Array, direction: Float32Array): { along: number; aside: number } {
  const sum = new Float64Array(64)
  frame.forEach((column, i) => {
    column.forEach((entry, k) => (sum[k] = (sum[k] ?? 0) + (signs[i] ?? NaN) * entry))
  })
  const along = sum.reduce((total, entry, k) => total + entry * (direction[k] ?? NaN), 0)
  return { along, aside: Math.hypot(...sum.map((entry, k) => entry - along * (direction[k] ?? NaN))) }
}

test('signs are turned round until their sum points to the embedding, twice as nearly as plain signs do', () => {
  for (let run = 0; run < 20; run++) {
    const direction = someDirection()
    const [plain, nearest] = [partsOf(signsOf(direction), direction), partsOf(nearestSigns(direction), direction)]
    expect(nearest.aside).toBeLessThan(0.7 * plain.aside)
    expect(nearest.along).toBeGreaterThan(0.92 * plain.along)
    expect(nearest.aside / nearest.along).toBeLessThan(0.25)
  }
})

test('few signs are turned round, and only such as were almost none', () => {
  for (let run = 0; run < 20; run++) {
    const direction = someDirection()
    const framed = frame.map((column) => column.reduce((sum, entry, i) => sum + entry * (direction[i] ?? NaN), 0))
    const plain = signsOf(direction)
    const nearest = nearestSigns(direction)
    const turned = framed.filter((_, i) => nearest[i] !== plain[i])
    expect(turned.length).toBeLessThan(40)
    for (const entry of turned) expect(Math.abs(entry)).toBeLessThan(0.2)
  }
})

test('signs of an embedding depend on its direction only, and are the same each time', () => {
  const direction = someDirection()
  const signs = nearestSigns(direction)
  expect(signs).toHaveLength(256)
  expect(signs.every((sign) => sign === 1 || sign === -1)).toBe(true)
  expect(nearestSigns(direction.map((entry) => entry * 8))).toEqual(signs)
  expect(nearestSigns(new Float32Array(64)).every((sign) => sign === 1 || sign === -1)).toBe(true)
})

test('faces of different people score less far apart from each other than with plain signs', () => {
  const weights = weightsOf(someDirection())
  const others = Array.from({ length: 500 }, someDirection)
  const spreadOf = (signs: (embedding: Float32Array) => Int8Array): number =>
    Math.sqrt(others.reduce((sum, other) => sum + scoreOf(weights, signs(other)) ** 2, 0) / others.length)
  expect(spreadOf(nearestSigns)).toBeLessThan(0.96 * spreadOf(signsOf))
})
