import { expect, test } from 'vitest'
import { inFrame } from '../../shared/match/inFrame.ts'
import { templateNorm } from '../../shared/match/parameters.ts'
import { roundedForSigns } from '../../shared/match/roundedForSigns.ts'
import { signsOf } from '../../shared/match/signs.ts'
import { randomFrom } from '../randomFrom.ts'

const random = randomFrom(11)
const someVector = () => Float32Array.from({ length: 64 }, () => random() + random() + random() - 1.5)

function wantedWeights(): Float64Array {
  const framed = inFrame(someVector())
  const norm = Math.hypot(...framed)
  return framed.map((entry) => (entry * templateNorm) / norm)
}

test('integers of a template stay near the numbers they stand for', () => {
  for (let run = 0; run < 20; run++) {
    const wanted = wantedWeights()
    roundedForSigns(wanted).forEach((weight, i) => {
      expect(Math.abs(weight - (wanted[i] ?? NaN))).toBeLessThan(2)
    })
  }
})

test('rounding for signs changes the scores of probes by a quarter less than plain rounding does', () => {
  const probes = Array.from({ length: 400 }, () => signsOf(someVector()))
  const changeBy = (round: (wanted: Float64Array) => Int32Array): number => {
    let squares = 0
    for (const wanted of templates) {
      const errors = Float64Array.from(round(wanted), (weight, i) => weight - (wanted[i] ?? NaN))
      for (const probe of probes) squares += errors.reduce((sum, error, i) => sum + error * (probe[i] ?? 0), 0) ** 2
    }
    return Math.sqrt(squares / templates.length / probes.length)
  }
  const templates = Array.from({ length: 20 }, wantedWeights)
  const plain = changeBy((wanted) => Int32Array.from(wanted, Math.round))
  expect(plain).toBeGreaterThan(4)
  expect(changeBy(roundedForSigns)).toBeLessThan(0.8 * plain)
})
