import { randomFrom } from '../../randomFrom.ts'
import { clopperPearson } from '../liveness/clopperPearson.ts'
import { falseNonMatchRate, scoresOf, thresholdAt, type Scores } from './rates.ts'
import type { Trial } from './trialsOf.ts'

/** The ends of a 95 % confidence interval. */
export type Interval = readonly [low: number, high: number]

/** Deviations of a normal distribution within which 95 % lie. */
const normal95 = 1.96
const resamples = 1000

/** Wilson's score interval of a rate (Wilson 1927), for trials that do not depend on each other. */
export function wilson(errors: number, trials: number): Interval {
  if (trials === 0) return [0, 1]
  const rate = errors / trials
  const square = normal95 ** 2 / trials
  const middle = (rate + square / 2) / (1 + square)
  const reach = (normal95 * Math.sqrt((rate * (1 - rate)) / trials + square / trials / 4)) / (1 + square)
  return [Math.max(0, middle - reach), Math.min(1, middle + reach)]
}

/**
 * The interval that a false non-match rate at a false match rate has when people are drawn anew from those measured (percentile
 * bootstrap, clustered by identity: a person's templates and probes come and go together, and the threshold is found anew). Where
 * none of them was rejected there is nothing to draw: then it reaches at least to the exact limit for as many probes as one draw has,
 * since draws of one person are not independent.
 *
 * @param genuine which of the scores: of one photograph or of three
 */
export function bootstrap(
  trials: readonly Trial[],
  rates: readonly number[],
  genuine: 'genuine' | 'ofThree',
): Interval[] {
  const people = byPerson(trials)
  const random = randomFrom(1)
  const samples = rates.map((): number[] => [])
  for (let resample = 0; resample < resamples; resample++) {
    const drawn = people.flatMap(() => people[Math.floor(random() * people.length)] ?? [])
    const scores = scoresOf(drawn)
    rates.forEach((rate, i) => {
      const sample = falseNonMatchRate(scores[genuine], thresholdAt(scores.impostor, rate))
      if (sample !== null) samples[i]?.push(sample)
    })
  }
  const all = scoresOf(trials)
  const ofOneDraw = Math.floor(all[genuine].length / new Set(trials.map(({ seed }) => seed)).size)
  return samples.map((sample, i): Interval => {
    const sorted = sample.sort((a, b) => a - b)
    const at = (part: number): number => sorted[Math.round(part * (sorted.length - 1))] ?? NaN
    if (falseNonMatchRate(all[genuine], thresholdAt(all.impostor, rates[i] ?? NaN)) !== 0) return [at(0.025), at(0.975)]
    return [0, Math.max(at(0.975), clopperPearson(0, ofOneDraw)[1])]
  })
}

function byPerson(trials: readonly Trial[]): Scores[] {
  const people = new Map<number, Trial[]>()
  for (const trial of trials) people.set(trial.who, [...(people.get(trial.who) ?? []), trial])
  return [...people.values()].map(scoresOf)
}
