import { describe, expect, test, vi } from 'vitest'
import { leastAcceptThreshold } from '../../shared/recognition/leastAcceptThreshold.ts'
import { ratePerTry } from '../../shared/recognition/ratePerTry.ts'
import { separation, statistics } from './distinguisher.ts'
import { commonFace, enrol, face, thresholdFor, type Face, type Stored } from './enrolments.ts'
import { randomFrom } from '../randomFrom.ts'

/** Faces, each of which enrols twice. */
const people = 26
/** Standard deviations that chance exceeds once in some hundred thousand runs of all statistics together. */
const beyondChance = 5

type Enrolment = (face: Face) => Stored

/** For every statistic, or those that are named, how far it tells pairs of one face from pairs of two. */
function distinguish(enrolment: Enrolment, names = Object.keys(statistics)): Record<string, number> {
  const pairs = Array.from({ length: people }, (_, number) => {
    const one = face(number)
    return [enrolment(one), enrolment(one)] as const
  })
  const found = names.map((name) => {
    const statistic = statistics[name]
    if (statistic === undefined) throw new Error(`There is no statistic of the name ${name}`)
    const sameFace = pairs.map(([first, second]) => statistic(first, second))
    const twoFaces = pairs.map(([first], i) => {
      const [, second] = pairs[(i + 1) % people] ?? []
      if (second === undefined) throw new Error('No other face')
      return statistic(first, second)
    })
    return [name, separation(sameFace, twoFaces)] as const
  })
  return Object.fromEntries(found)
}

describe('two enrolments of one face (ISO/IEC 24745, unlinkability)', () => {
  test('cannot be told from those of two, by anything that is tried on what the verifier stores', () => {
    const found = distinguish(enrol)
    for (const [name, deviations] of Object.entries(found)) expect(deviations, name).toBeLessThan(beyondChance)
  })

  test('are told by the same means where the template is not encrypted: the means do find what is there', () => {
    const plain: Enrolment = (one) => {
      const weights = one.weights()
      const template = new Uint8Array(Int8Array.from(weights).buffer)
      return { ...enrol(one), template }
    }
    const found = distinguish(plain, ['correlation of the templates’ bytes', 'equal bits of the templates'])
    expect(found['correlation of the templates’ bytes']).toBeGreaterThan(beyondChance)
    expect(found['equal bits of the templates']).toBeGreaterThan(beyondChance)
  })

  test('are told by the same means where the randomness is the same each time', () => {
    const predictable: Enrolment = (one) => {
      const weights = one.weights()
      const random = randomFrom(1)
      const known = vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
        if (array instanceof Uint8Array) array.forEach((_, i) => (array[i] = random() * 256))
        return array
      })
      try {
        return enrol({ weights: () => weights })
      } finally {
        known.mockRestore()
      }
    }
    const name = 'size of what the difference of the templates holds'
    expect(distinguish(predictable, [name])[name]).toBeGreaterThan(beyondChance)
  })
})

/** Thresholds of one face, and of two: how far their differences tell which is which. */
function distinguishThresholds(faces: readonly Face[]): number {
  const pairs = faces.map((one) => [thresholdFor(one.weights()), thresholdFor(one.weights())] as const)
  const difference = (one = 0, other = 0): number => Math.abs(one - other)
  return separation(
    pairs.map(([first, second]) => difference(first, second)),
    pairs.map(([first], i) => difference(first, pairs[(i + 1) % pairs.length]?.[1])),
  )
}

describe('the accept threshold, which the verifier knows', () => {
  const many = 150

  test('tells nothing of usual faces: it is the operator’s floor, or one more, as chance has it', () => {
    const faces = Array.from({ length: many }, (_, number) => face(number))
    const floor = leastAcceptThreshold(ratePerTry(1e-5, 3))
    const thresholds = faces.map((one) => thresholdFor(one.weights()))
    const usual = thresholds.filter((threshold) => threshold === floor || threshold === floor + 1)
    expect(usual.length).toBeGreaterThan(0.9 * many)
    expect(distinguishThresholds(faces)).toBeLessThan(beyondChance)
  })

  test('tells of faces whom exceptionally many others resemble that they are such, and how much: PRIVACY.md says so', () => {
    const faces = Array.from({ length: many }, (_, number) => commonFace(number, 0.3 + (0.6 * number) / many))
    expect(distinguishThresholds(faces)).toBeGreaterThan(beyondChance)
  })
})
