import fc from 'fast-check'
import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { pack } from '../../shared/match/packing.ts'
import { scoreOf } from '../../shared/match/score.ts'
import * as twin from './twin.ts'

const entries = (least: number, most: number) =>
  fc.array(fc.integer({ min: least, max: most }), { minLength: 256, maxLength: 256 })
const signVector = fc.array(fc.constantFrom<number[]>(-1, 1), { minLength: 256, maxLength: 256 })

test('packing is the interpolation that the twin does by its definition', () => {
  fc.assert(
    fc.property(entries(-(2 ** 40), 2 ** 40), (values) => {
      expect(twin.ofCoefficients(pack(values))).toEqual(twin.pack(values))
    }),
    { numRuns: 5 },
  )
})

test('a packed vector takes its values at the roots', () => {
  fc.assert(
    fc.property(entries(-50, 50), (values) => {
      expect(twin.unpack(twin.ofCoefficients(pack(values)))).toEqual(values.map((value) => twin.mod(BigInt(value))))
    }),
    { numRuns: 20 },
  )
})

test('the constant coefficient of a product is the score divided by 256', () => {
  fc.assert(
    fc.property(entries(-5, 5), signVector, (weights, signs) => {
      const product = twin.multiply(twin.ofCoefficients(pack(weights)), twin.ofCoefficients(pack(signs)))
      const score = scoreOf(Int32Array.from(weights), Int8Array.from(signs))
      expect(twin.mod(256n * (product.get(0) ?? 0n))).toBe(twin.mod(BigInt(score)))
    }),
    { numRuns: 20 },
  )
})

test('signs are square roots of one, and what is no sign anywhere is not', () => {
  fc.assert(
    fc.property(signVector, fc.nat(255), fc.integer({ min: 2, max: 2 ** 35 }), (signs, at, value) => {
      const one = twin.polynomial([[0, 1n]])
      const packed = twin.ofCoefficients(pack(signs))
      expect(twin.multiply(packed, packed)).toEqual(one)
      const other = twin.ofCoefficients(pack(signs.with(at, value)))
      expect(twin.multiply(other, other)).not.toEqual(one)
    }),
    { numRuns: 20 },
  )
})

test('packing gives the frozen coefficients', () => {
  const packed = pack(Array.from({ length: 256 }, (_, i) => (i % 3) - 1))
  expect(packed).toHaveLength(8192)
  expect(packed.every((coefficient, i) => i % 32 === 0 || coefficient === 0n)).toBe(true)
  expect([packed[0], packed[32], packed[8160]]).toEqual([268_435_378n, 1_691_783_743n, 27_960_922_253n])
  expect(createHash('sha256').update(new Uint8Array(packed.buffer)).digest('hex')).toBe(
    '415bbd55d687ee8163d96b5ce975040a075102a49faa4d949835e19f768b6201',
  )
})

test('a vector of another length is refused', () => {
  expect(() => pack([1, -1])).toThrow(RangeError)
})
