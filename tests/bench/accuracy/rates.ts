import type { Trial } from './trialsOf.ts'

/** The scores of many trials together. */
export interface Scores {
  readonly genuine: readonly number[]
  readonly ofThree: readonly number[]
  /** How many comparisons of different people have each score. */
  readonly impostor: Uint32Array
}

/** @param trials at least one, all of one way */
export function scoresOf(trials: readonly Pick<Trial, 'genuine' | 'ofThree' | 'impostor'>[]): Scores {
  const impostor = new Uint32Array(trials[0]?.impostor.length ?? 0)
  for (const trial of trials) trial.impostor.forEach((count, bin) => (impostor[bin] = (impostor[bin] ?? 0) + count))
  return {
    genuine: trials.flatMap((trial) => trial.genuine),
    ofThree: trials.flatMap((trial) => trial.ofThree),
    impostor,
  }
}

/** How many comparisons a histogram holds. */
export function total(bins: Uint32Array): number {
  return bins.reduce((sum, count) => sum + count, 0)
}

/** The least score from which on at most this part of others' comparisons lies. */
export function thresholdAt(impostor: Uint32Array, falseMatchRate: number): number {
  const most = falseMatchRate * total(impostor)
  let matches = 0
  for (let threshold = impostor.length; threshold > 0; threshold--) {
    matches += impostor[threshold - 1] ?? 0
    if (matches > most) return threshold
  }
  return 0
}

/** The part of others' comparisons that reaches a threshold. */
export function falseMatchRate(impostor: Uint32Array, threshold: number): number {
  return total(impostor.subarray(threshold)) / total(impostor)
}

/** The part of genuine scores that does not reach a threshold; null without scores. */
export function falseNonMatchRate(genuine: readonly number[], threshold: number): number | null {
  return genuine.length === 0 ? null : genuine.filter((score) => score < threshold).length / genuine.length
}

/** The rate at which as many genuine probes are rejected as others are accepted. */
export function equalErrorRate({ genuine, impostor }: Scores): number {
  for (let threshold = impostor.length; threshold >= 0; threshold--) {
    const falseMatches = falseMatchRate(impostor, threshold)
    if (falseMatches >= (falseNonMatchRate(genuine, threshold) ?? 0)) return falseMatches
  }
  return 1
}
