import { bootstrap, wilson, type Interval } from './intervals.ts'
import { equalErrorRate, falseMatchRate, falseNonMatchRate, scoresOf, thresholdAt, total } from './rates.ts'
import type { Trials } from './trialsOf.ts'
import { scoreOffset } from './ways.ts'

/** The false match rates at which false non-match rates are told. */
const rates = [1e-3, 1e-4, 1e-5] as const
type Rate = '1e-3' | '1e-4' | '1e-5'
export type ByRate<T> = Readonly<Record<Rate, T>>

/** How often the wrong person is let in and the right one is not. */
export interface Rates {
  readonly counts: { people: number; templates: number; genuine: number; genuineOfThree: number; impostor: number }
  readonly eer: number
  readonly fnmr: ByRate<number>
  readonly fnmr3: ByRate<number>
  readonly intervals: {
    readonly wilson: { fnmr: ByRate<Interval>; fnmr3: ByRate<Interval> }
    readonly bootstrap: { fnmr: ByRate<Interval>; fnmr3: ByRate<Interval> }
  }
  /** The scores from which on those rates are held. */
  readonly thresholds: ByRate<number>
  /** Of each draw by itself. */
  readonly draws: readonly { eer: number; fnmr: ByRate<number>; fnmr3: ByRate<number> }[]
  readonly det: readonly { threshold: number; fmr: number; fnmr: number; fnmr3: number }[]
  /** Parts of all comparisons of a kind, by score; only scores that occur. */
  readonly histogram: readonly { score: number; genuine: number; genuineOfThree: number; impostor: number }[]
}

/** What the scores of the product's trials say, at thresholds that are common to all and chosen on these very scores. */
export function measureRates({ trials }: Trials, draws: number): Rates {
  const scores = scoresOf(trials)
  const { genuine, ofThree, impostor } = scores
  const errors = (of: readonly number[], rate: number): number =>
    falseNonMatchRate(of, thresholdAt(impostor, rate)) ?? NaN
  // Draws of one person are not independent, so Wilson's interval counts the probes of one draw only.
  const wilsonOf = (of: readonly number[]): ByRate<Interval> =>
    byRate((rate) => wilson((errors(of, rate) * of.length) / draws, of.length / draws))
  const fnmrBootstrap = bootstrap(trials, rates, 'genuine')
  const fnmr3Bootstrap = bootstrap(trials, rates, 'ofThree')
  return {
    counts: {
      people: new Set(trials.map(({ who }) => who)).size,
      templates: trials.length,
      genuine: genuine.length,
      genuineOfThree: ofThree.length,
      impostor: total(impostor),
    },
    eer: equalErrorRate(scores),
    fnmr: byRate((rate) => errors(genuine, rate)),
    fnmr3: byRate((rate) => errors(ofThree, rate)),
    intervals: {
      wilson: { fnmr: wilsonOf(genuine), fnmr3: wilsonOf(ofThree) },
      bootstrap: {
        fnmr: byRate((_, i) => fnmrBootstrap[i] ?? [0, 1]),
        fnmr3: byRate((_, i) => fnmr3Bootstrap[i] ?? [0, 1]),
      },
    },
    thresholds: byRate((rate) => thresholdAt(impostor, rate) - scoreOffset),
    draws: Array.from({ length: draws }, (_, draw) => {
      // Each draw has the same people in the same order, but for series that were refused.
      const own = scoresOf(trials.filter((trial) => trial.seed === draw))
      const at = (of: readonly number[]) =>
        byRate((rate) => falseNonMatchRate(of, thresholdAt(own.impostor, rate)) ?? NaN)
      return { eer: equalErrorRate(own), fnmr: at(own.genuine), fnmr3: at(own.ofThree) }
    }),
    det: Array.from({ length: impostor.length }, (_, bin) => ({
      threshold: bin - scoreOffset,
      fmr: falseMatchRate(impostor, bin),
      fnmr: falseNonMatchRate(genuine, bin) ?? NaN,
      fnmr3: falseNonMatchRate(ofThree, bin) ?? NaN,
    })).filter(({ fmr, fnmr }) => fmr > 0 && fmr < 0.5 && fnmr < 0.5),
    histogram: Array.from(impostor, (count, bin) => ({
      score: bin - scoreOffset,
      genuine: share(genuine, bin),
      genuineOfThree: share(ofThree, bin),
      impostor: count / total(impostor),
    })).filter((bin) => bin.genuine + bin.genuineOfThree + bin.impostor > 0),
  }
}

/** A value for each of the rates. */
export function byRate<T>(value: (rate: number, index: number) => T): ByRate<T> {
  return { '1e-3': value(rates[0], 0), '1e-4': value(rates[1], 1), '1e-5': value(rates[2], 2) }
}

function share(scores: readonly number[], bin: number): number {
  return scores.length === 0 ? 0 : scores.filter((score) => score === bin).length / scores.length
}
