import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { chacha20Block } from '../../shared/match/chacha20.ts'
import { frame } from '../../shared/match/frame.ts'
import { scoreOf } from '../../shared/match/score.ts'
import { signsOf } from '../../shared/match/signs.ts'
import { weightsOf } from '../../shared/match/weights.ts'
import { randomFrom } from '../randomFrom.ts'

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, entry, i) => sum + entry * (b[i] ?? 0), 0)
const vector = fc
  .array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: 64, maxLength: 64 })
  .map((entries) => Float32Array.from(entries))
  .filter((entries) => Math.hypot(...entries) > 1e-3)

test('ChaCha20 gives the block of RFC 8439 §2.3.2', () => {
  const key = new Uint32Array(Uint8Array.from({ length: 32 }, (_, i) => i).buffer)
  const nonce = new Uint32Array(Uint8Array.of(0, 0, 0, 9, 0, 0, 0, 0x4a, 0, 0, 0, 0).buffer)
  expect(Buffer.from(chacha20Block(key, 1, nonce).buffer).toString('hex')).toBe(
    '10f1e7e4d13b5915500fdd1fa32071c4c7d1f4c733c068030422aa9ac3d46c4' +
      'ed2826446079faa0914c2d705d98b02a2b5129cd1de164eb9cbd083e8a2503c4e',
  )
})

test('the frame is the published one, to the last bit', () => {
  const hash = createHash('sha256')
  for (const column of frame) hash.update(new Uint8Array(column.slice().buffer))
  expect(hash.digest('hex')).toBe('164caf6fa838a8c7ea74a85aa6f59b5b016bf33ba2b77d7755da361d06e125ed')
})

test('the frame is four orthogonal matrices side by side', () => {
  expect(frame).toHaveLength(256)
  frame.forEach((column, i) => {
    expect(column).toHaveLength(64)
    frame.slice(i - (i % 64), i + 1).forEach((other, j) => {
      expect(dot(column, other)).toBeCloseTo(j === i % 64 ? 1 : 0, 13)
    })
  })
})

test('no two of the four matrices are alike', () => {
  for (let i = 0; i < 256; i++) {
    for (let j = 0; j < i - (i % 64); j++)
      expect(Math.abs(dot(frame[i] ?? new Float64Array(64), frame[j] ?? new Float64Array(64)))).toBeLessThan(0.75)
  }
})

test('signs depend on the direction of an embedding only, and turn round with it', () => {
  fc.assert(
    fc.property(vector, fc.constantFrom(0.25, 2, 1024), (embedding, factor) => {
      const signs = signsOf(embedding)
      expect(signs).toHaveLength(256)
      expect(signs.every((sign) => sign === 1 || sign === -1)).toBe(true)
      expect(signsOf(embedding.map((entry) => entry * factor))).toEqual(signs)
      const opposite = signsOf(embedding.map((entry) => -entry))
      expect(opposite.filter((sign, i) => sign === signs[i]).length).toBeLessThan(8)
    }),
    { numRuns: 50 },
  )
})

test('an embedding of zeros counts as positive everywhere', () => {
  expect(signsOf(new Float32Array(64)).every((sign) => sign === 1)).toBe(true)
})

test('weights have norm 12, up to rounding, whatever the norm of the direction', () => {
  fc.assert(
    fc.property(vector, (direction) => {
      const weights = weightsOf(direction)
      expect(weights).toHaveLength(256)
      // Each of 256 entries is at most 1/2 away from a vector of norm 12.
      expect(Math.abs(Math.hypot(...weights) - 12)).toBeLessThanOrEqual(8)
      expect(weightsOf(direction.map((entry) => entry * 8))).toEqual(weights)
    }),
    { numRuns: 50 },
  )
})

test('a direction without a direction is refused', () => {
  expect(() => weightsOf(new Float32Array(64))).toThrow(RangeError)
  expect(() => weightsOf(new Float32Array(64).fill(Number.NaN))).toThrow(RangeError)
  expect(() => signsOf(new Float32Array(63))).toThrow(RangeError)
})

test('scores have the parity of the sum of the weights, and rise with the cosine', () => {
  const random = randomFrom(7)
  const direction = Float32Array.from({ length: 64 }, () => random() - 0.5)
  const weights = weightsOf(direction)
  const parity = Math.abs(weights.reduce((sum, weight) => sum + weight, 0)) % 2
  const noisy = (share: number) =>
    scoreOf(weights, signsOf(direction.map((entry) => (1 - share) * entry + share * (random() - 0.5))))
  const scores = [0, 0.4, 1].map(noisy)
  for (const score of scores) expect(Math.abs(score) % 2).toBe(parity)
  expect(scores[0]).toBeGreaterThan(scores[1] ?? 0)
  expect(scores[1]).toBeGreaterThan(scores[2] ?? 0)
})
