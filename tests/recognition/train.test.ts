import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { scoreOf } from '../../shared/match/score.ts'
import { leastAcceptThreshold } from '../../shared/recognition/leastAcceptThreshold.ts'
import { readNegatives } from '../../shared/recognition/negatives.ts'
import { probeSigns } from '../../shared/recognition/probe.ts'
import { train } from '../../shared/recognition/train.ts'
import { normalised } from '../../shared/recognition/vector.ts'
import { seriesNear, someDirection } from './someEmbeddings.ts'

let negatives: Float32Array[]

beforeAll(async () => {
  negatives = readNegatives(await readFile(join(import.meta.dirname, '../../models/negatives.bin')))
})

describe('the packaged negatives', () => {
  it('are a thousand embeddings of unit norm without a common direction', () => {
    expect(negatives).toHaveLength(1000)
    for (const negative of negatives) expect(Math.hypot(...negative)).toBeCloseTo(1, 5)
    const mean = Array.from({ length: 64 }, (_, i) => negatives.reduce((sum, v) => sum + (v[i] ?? 0) / 1000, 0))
    expect(Math.hypot(...mean)).toBeLessThan(0.05)
  })
})

describe('training', () => {
  it('accepts the person that it was trained on and nobody else', () => {
    const person = someDirection(1)
    const { weights, acceptThreshold } = train(seriesNear(person, 5, 0.85), negatives, 1e-5)
    for (const probe of seriesNear(person, 20, 0.85, 100))
      expect(scoreOf(weights, probeSigns([probe]))).toBeGreaterThanOrEqual(acceptThreshold)
    for (let other = 2; other < 200; other++)
      expect(scoreOf(weights, probeSigns([someDirection(other)]))).toBeLessThan(acceptThreshold)
  })

  it('gives integers of norm 12 before rounding, and a threshold that scores can reach', () => {
    for (let person = 1; person <= 10; person++) {
      const { weights, acceptThreshold } = train(seriesNear(someDirection(person), 5, 0.85), negatives, 1e-5)
      expect(weights).toHaveLength(256)
      expect(Math.hypot(...weights)).toBeGreaterThan(11)
      expect(Math.hypot(...weights)).toBeLessThan(14)
      expect(Math.abs((acceptThreshold - weights.reduce((sum, weight) => sum + weight, 0)) % 2)).toBe(0)
      // The match accepts 32 scores, two apart; the very person that a template is of must not score above them.
      const greatest = scoreOf(weights, probeSigns([someDirection(person)]))
      expect(greatest).toBeGreaterThanOrEqual(acceptThreshold)
      expect(greatest).toBeLessThanOrEqual(acceptThreshold + 62)
    }
  })

  it('gives the same template for the same images', () => {
    const series = seriesNear(someDirection(3), 6, 0.8)
    expect(train(series, negatives, 1e-5)).toEqual(train(series, negatives, 1e-5))
  })

  it('is stricter when fewer false matches are wanted, and never below the floor', () => {
    const series = seriesNear(someDirection(4), 5, 0.85)
    const thresholds = [1e-4, 1e-5, 1e-6].map((rate) => train(series, negatives, rate).acceptThreshold)
    expect(thresholds).toEqual(thresholds.toSorted((a, b) => a - b))
    expect(new Set(thresholds).size).toBe(3)
    for (const [i, rate] of [1e-4, 1e-5, 1e-6].entries())
      expect(thresholds[i]).toBeGreaterThanOrEqual(leastAcceptThreshold(rate))
  })

  it('raises the threshold of a face that many negatives resemble', () => {
    const crowd = negatives.map((negative) => normalised(negative.map((entry, i) => entry + (i === 0 ? 0.35 : 0))))
    const common = Float32Array.from({ length: 64 }, (_, i) => (i === 0 ? 1 : 0))
    const amongMany = train(seriesNear(common, 5, 0.9), crowd, 1e-5).acceptThreshold
    expect(amongMany).toBeGreaterThan(train(seriesNear(common, 5, 0.9), negatives, 1e-5).acceptThreshold)
  })

  it('refuses a series with a second person in it, whoever is in the majority', () => {
    const [one, other] = [someDirection(5), someDirection(6)]
    for (const [ones, others] of [
      [4, 1],
      [3, 2],
      [5, 5],
      [1, 5],
    ] as const)
      expect(() =>
        train([...seriesNear(one, ones, 0.85), ...seriesNear(other, others, 0.85)], negatives, 1e-5),
      ).toThrow(expect.objectContaining({ code: 'series_inconsistent' }))
  })

  it('refuses what is no embedding', () => {
    const series = seriesNear(someDirection(7), 5, 0.85)
    for (const broken of [new Float32Array(64), new Float32Array(64).fill(NaN), new Float32Array(64).fill(1)])
      expect(() => train([...series, broken], negatives, 1e-5)).toThrow(
        expect.objectContaining({ code: 'malformed_request' }),
      )
  })
})

describe("the operator's floor", () => {
  it('grows with the strictness that is wanted', () => {
    expect(leastAcceptThreshold(1e-4)).toBeLessThan(leastAcceptThreshold(3e-5))
    expect(leastAcceptThreshold(3e-5)).toBeLessThan(leastAcceptThreshold(1e-5))
    expect(leastAcceptThreshold(1e-5)).toBeLessThan(leastAcceptThreshold(1e-6))
  })

  it('is known up to one in ten thousand, and down to what a try of a sign-in with many of them needs', () => {
    for (const rate of [0, 9e-9, 2e-4, 1, NaN]) expect(() => leastAcceptThreshold(rate)).toThrow(RangeError)
  })
})
