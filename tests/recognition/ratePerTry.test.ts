import { expect, it } from 'vitest'
import { leastAcceptThreshold } from '../../shared/recognition/leastAcceptThreshold.ts'
import { ratePerTry } from '../../shared/recognition/ratePerTry.ts'

it.each([1, 2, 3, 5, 20])('lets nobody else in more often in %i tries than the operator wants', (tries) => {
  for (const rate of [1e-4, 1e-5, 1e-6]) {
    const once = ratePerTry(rate, tries)
    // Whoever is refused in each try, the tries not depending on each other, is refused.
    const ever = -Math.expm1(tries * Math.log1p(-once))
    expect(ever / rate).toBeCloseTo(1, 9)
    expect(once).toBeLessThanOrEqual(rate)
  }
})

it('has a floor for whatever an operator may choose', () => {
  const floors = [1, 3, 5, 20].map((tries) => leastAcceptThreshold(ratePerTry(1e-6, tries)))
  expect(floors).toEqual(floors.toSorted((a, b) => a - b))
  expect(new Set(floors).size).toBe(4)
})

it('refuses a number of tries that is none', () => {
  for (const tries of [0, -1, 1.5, NaN]) expect(() => ratePerTry(1e-5, tries)).toThrow(RangeError)
})
