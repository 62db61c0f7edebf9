import { expect, it } from 'vitest'
import { leastCores, waitAt } from '../bench/scale/leastCores.ts'
import { assumptions, planFor } from '../bench/scale/planFor.ts'

it('nobody waits where there are cores for all, and everybody where there are too few', () => {
  const arriving = { perSecond: 100, each: 50 }
  expect(waitAt(arriving, 50)).toBe(0)
  // Two hundred thousand come in two thousand seconds, and five cores and a bit are needed.
  expect(waitAt(arriving, 4)).toBeGreaterThan(100_000)
})

it('the simulation agrees with what is known about one core (Pollaczek and Khinchine)', () => {
  // At half load with constant service, the mean wait is half a service; of 99 in 100 it is below four, and above one.
  const wait = waitAt({ perSecond: 5, each: 100 }, 1)
  expect(wait).toBeGreaterThan(100)
  expect(wait).toBeLessThan(400)
})

it('the fewest cores are enough, and one fewer is not', () => {
  const arriving = { perSecond: 500, each: 40 }
  const cores = leastCores(arriving, 100)
  expect(cores).toBeGreaterThan(20)
  expect(waitAt(arriving, cores)).toBeLessThanOrEqual(100)
  expect(waitAt(arriving, cores - 1)).toBeGreaterThan(100)
})

it('a plan adds up what was measured, as often as is supposed', () => {
  const costs = { accountBytes: 1000, ciphertextBytes: 10_000, signInBytes: 500, verifierMs: 50, databaseMs: 5 }
  const plan = planFor(864_000, { ...costs, statements: 30, logBytes: 2000 })
  const perSecond = 10 * assumptions.signInsPerDay * assumptions.peak
  expect(plan.signInsPerSecond).toBeCloseTo(perSecond)
  expect(plan.storedBytes).toBe(864_000 * (1000 + 10_000 * assumptions.devicesPerAccount))
  expect(plan.statementsPerSecond).toBeCloseTo(30 * perSecond)
  expect(plan.verifierCores).toBeGreaterThan((perSecond * 50) / 1000)
})
