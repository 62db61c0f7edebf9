import { plainModulus } from '../../shared/match/parameters.ts'

/**
 * Chi-squared of elements of Z_p over 16 buckets: for uniform ones it has 15 degrees of freedom, and exceeds 60 once in
 * 4 million times.
 */
export function uniformityOf(elements: readonly bigint[]): number {
  const counts = new Array<number>(16).fill(0)
  for (const element of elements) {
    const bucket = Number((element * 16n) / plainModulus)
    counts[bucket] = (counts[bucket] ?? 0) + 1
  }
  const mean = elements.length / counts.length
  return counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0)
}
