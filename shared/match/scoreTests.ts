import type { Coefficients } from './bytes.ts'
import { invert, reduce } from './field.ts'
import { slots, stride } from './parameters.ts'
import { randomElements } from './randomness.ts'
import { shuffle } from './shuffle.ts'

/** One half of an answer's score tests: coefficient j becomes t + r_j·(score − v_j)/n. */
export interface ScoreTests {
  /** r_j, uniform in Z_p, K of them. */
  readonly multipliers: Coefficients
  /** t − r_j·v_j/n */
  readonly offsets: Coefficients
}

const perSlot = invert(BigInt(slots))

/** The K scores that an account accepts: from its threshold upwards, in steps of two, as scores have a fixed parity. */
export function acceptedScores(acceptThreshold: number): number[] {
  return Array.from({ length: stride }, (_, i) => acceptThreshold + 2 * i)
}

/** Both halves' score tests in the same secret order (encrypted match §6), for the two halves of a token. */
export function drawScoreTests(acceptThreshold: number, token: Coefficients): [ScoreTests, ScoreTests] {
  const scores = acceptedScores(acceptThreshold)
  shuffle(scores)
  const half = (tokenHalf: bigint): ScoreTests => {
    const multipliers = randomElements(stride)
    const offsets = multipliers.map((multiplier, j) =>
      reduce(tokenHalf - multiplier * BigInt(scores[j] ?? 0) * perSlot),
    )
    return { multipliers, offsets }
  }
  return [half(token[0] ?? 0n), half(token[1] ?? 0n)]
}
