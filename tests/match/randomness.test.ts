import { expect, test } from 'vitest'
import { plainModulus } from '../../shared/match/parameters.ts'
import { randomBits, randomBytes, randomElements } from '../../shared/match/randomness.ts'
import { shuffle } from '../../shared/match/shuffle.ts'
import { uniformityOf } from './uniformity.ts'

test('random bytes come in any number, also beyond what the platform gives at once', () => {
  const bytes = randomBytes(200_000)
  expect(bytes).toHaveLength(200_000)
  // 16 zeros in a row anywhere would happen once in 10^33 times.
  expect(Buffer.from(bytes).includes(Buffer.alloc(16))).toBe(false)
})

test.each([1, 31, 32, 33, 48, 64])('random integers of %i bits use all of them, and no more', (bits) => {
  const all = randomBits(512, bits).reduce((seen, value) => seen | value, 0n)
  expect(all).toBe(2n ** BigInt(bits) - 1n)
})

test('random elements are uniform below p', () => {
  const elements = [...randomElements(20_000)]
  expect(elements.every((element) => element < plainModulus)).toBe(true)
  expect(uniformityOf(elements)).toBeLessThan(60)
})

test('a shuffle keeps every item and brings each to each place equally often', () => {
  const counts = new Array<number>(16).fill(0)
  for (let i = 0; i < 6000; i++) {
    const items = [0, 1, 2, 3]
    shuffle(items)
    expect([...items].sort()).toEqual([0, 1, 2, 3])
    items.forEach((item, place) => (counts[4 * item + place] = (counts[4 * item + place] ?? 0) + 1))
  }
  // 1500 expected, with a standard deviation of 34.
  for (const count of counts) expect(Math.abs(count - 1500)).toBeLessThan(220)
})
