import { scoreOf } from '../../shared/match/score.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { leastAcceptThreshold } from '../../shared/recognition/leastAcceptThreshold.ts'
import { probeSigns } from '../../shared/recognition/probe.ts'
import { thresholdOf } from '../../shared/recognition/thresholdOf.ts'
import { train } from '../../shared/recognition/train.ts'
import type { Identity } from './accuracyFaces.ts'

/** Photographs that a person is enrolled with; the others are her probes. */
const enrolled = 5
const rates = [1e-3, 1e-4, 1e-5]
/** A rate that the operator may choose; the stricter ones of those measured. */
const operatorRates = [1e-4, 1e-5]

/** One person's template and the scores of her probes and of everybody else's photographs. */
interface Trial {
  readonly weights: Int32Array
  readonly genuine: number[]
  readonly genuineOfThree: number[]
  readonly impostor: number[]
}

/** All rates from 0 to 1. */
export interface Accuracy {
  readonly people: number
  readonly seriesRefused: number
  readonly genuine: number
  readonly genuineOfThree: number
  readonly impostor: number
  readonly equalErrorRate: number
  /** One threshold for everybody, the least one that holds the rate on these very photographs. */
  readonly common: { falseMatchRate: number; threshold: number; falseNonMatchRate: number; ofThree: number | null }[]
  /** The thresholds that training chose. `falseMatchRate` is what was asked for, `measured` what came of it. */
  readonly personal: {
    falseMatchRate: number
    floor: number
    meanThreshold: number
    measured: number
    falseNonMatchRate: number
    ofThree: number | null
  }[]
  /** Milliseconds, median. */
  readonly trainMs: number
}

/**
 * Enrols everybody who has more than five photographs with the first five, and scores the rest, and all photographs of
 * everybody else, as the encrypted match does: integers against signs.
 */
export function accuracyOf(identities: readonly Identity[], negatives: readonly Float32Array[]): Accuracy {
  const signs = identities.map((photos) => photos.map((photo) => probeSigns([photo])))
  const trials: Trial[] = []
  const times: number[] = []
  let seriesRefused = 0
  identities.forEach((photos, who) => {
    if (photos.length <= enrolled) return
    const weights = timed(times, () => templateOf(photos.slice(0, enrolled), negatives))
    if (!weights) {
      seriesRefused++
      return
    }
    const probes = photos.slice(enrolled)
    const threes = Array.from({ length: Math.floor(probes.length / 3) }, (_, i) => probes.slice(3 * i, 3 * i + 3))
    trials.push({
      weights,
      genuine: (signs[who] ?? []).slice(enrolled).map((probe) => scoreOf(weights, probe)),
      genuineOfThree: threes.map((three) => scoreOf(weights, probeSigns(three))),
      impostor: signs.flatMap((others, i) => (i === who ? [] : others.map((probe) => scoreOf(weights, probe)))),
    })
  })
  const genuine = trials.flatMap((trial) => trial.genuine)
  const genuineOfThree = trials.flatMap((trial) => trial.genuineOfThree)
  const impostor = Int32Array.from(trials.flatMap((trial) => trial.impostor)).sort()
  const common = rates.map((falseMatchRate) => {
    const threshold = (impostor[impostor.length - 1 - Math.floor(falseMatchRate * impostor.length)] ?? 0) + 1
    const [falseNonMatchRate, ofThree] = [below(genuine, threshold) ?? NaN, below(genuineOfThree, threshold)]
    return { falseMatchRate, threshold, falseNonMatchRate, ofThree }
  })
  const personal = operatorRates.map((falseMatchRate) => personalAt(trials, negatives, falseMatchRate))
  const counts = { genuine: genuine.length, genuineOfThree: genuineOfThree.length, impostor: impostor.length }
  const trainMs = times.sort((a, b) => a - b)[Math.floor(times.length / 2)] ?? NaN
  const equal = equalErrorRate(genuine, impostor)
  return { people: trials.length, seriesRefused, ...counts, equalErrorRate: equal, common, personal, trainMs }
}

function templateOf(series: Identity, negatives: readonly Float32Array[]): Int32Array | null {
  try {
    return train(series, negatives, 1e-5).weights
  } catch (error) {
    if (error instanceof ZAuthError && error.code === 'series_inconsistent') return null
    throw error
  }
}

function personalAt(
  trials: readonly Trial[],
  negatives: readonly Float32Array[],
  falseMatchRate: number,
): Accuracy['personal'][number] {
  const thresholds = trials.map((trial) => thresholdOf(trial.weights, negatives, falseMatchRate))
  /** How far above the accept threshold each score is, so that one comparison with 0 serves all. */
  const above = (scores: (trial: Trial) => number[]): number[] =>
    trials.flatMap((trial, i) => scores(trial).map((score) => score - (thresholds[i] ?? 0)))
  return {
    falseMatchRate,
    floor: leastAcceptThreshold(falseMatchRate),
    meanThreshold: thresholds.reduce((sum, threshold) => sum + threshold, 0) / thresholds.length,
    measured:
      1 -
      (below(
        above((trial) => trial.impostor),
        0,
      ) ?? NaN),
    falseNonMatchRate:
      below(
        above((trial) => trial.genuine),
        0,
      ) ?? NaN,
    ofThree: below(
      above((trial) => trial.genuineOfThree),
      0,
    ),
  }
}

function timed<T>(times: number[], run: () => T): T {
  const start = performance.now()
  const result = run()
  times.push(performance.now() - start)
  return result
}

/** Which part of the scores lies below a threshold; null without scores. */
function below(scores: readonly number[], threshold: number): number | null {
  return scores.length === 0 ? null : scores.filter((score) => score < threshold).length / scores.length
}

/** The rate at which a common threshold rejects as many genuine probes as it accepts others. */
function equalErrorRate(genuine: readonly number[], sortedImpostor: Int32Array): number {
  let at = sortedImpostor.length - 1
  for (let threshold = sortedImpostor[at] ?? 0; ; threshold--) {
    while (at >= 0 && (sortedImpostor[at] ?? 0) >= threshold) at--
    const falseMatches = (sortedImpostor.length - 1 - at) / sortedImpostor.length
    const falseNonMatches = below(genuine, threshold) ?? 0
    if (falseMatches >= falseNonMatches) return falseMatches
  }
}
