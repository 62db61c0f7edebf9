import type { Ciphertext } from 'node-seal/throws'
import type { MatchContext } from './context.ts'
import { loadPlaintext, plaintextBytes } from './plaintextForm.ts'
import type { PreparedHalf } from './prepare.ts'
import type { ScoreTests } from './scoreTests.ts'

/** What both halves of an answer are made from. */
export interface Products {
  readonly probe: Ciphertext
  /** w·x */
  readonly score: Ciphertext
  /** x² − 1: zero when, and only when, x is n signs. */
  readonly notSigns: Ciphertext
}

/**
 * x·(w·Σ r_j X^j + p·Γ) + (x² − 1)·U + Σ (t − r_j·v_j/n) X^j, masked (encrypted match §4). The tests and the prepared
 * half are wiped. The caller frees the answer.
 */
export function answerHalf(
  context: MatchContext,
  { probe, score, notSigns }: Products,
  { multipliers, offsets }: ScoreTests,
  prepared: PreparedHalf,
): Ciphertext {
  const { seal, evaluator } = context
  using multiplier = loadPlaintext(context, plaintextBytes(multipliers))
  using offset = loadPlaintext(context, plaintextBytes(offsets))
  using blinding = loadPlaintext(context, prepared.blinding)
  using square = loadPlaintext(context, prepared.square)
  using mask = new seal.Ciphertext()
  mask.loadFromArray(context.context, prepared.mask)
  prepared.mask.fill(0)
  multipliers.fill(0n)
  offsets.fill(0n)
  using term = new seal.Ciphertext()
  const answer = new seal.Ciphertext()
  evaluator.multiplyPlain(score, multiplier, answer)
  evaluator.multiplyPlain(probe, blinding, term)
  evaluator.addInplace(answer, term)
  evaluator.multiplyPlain(notSigns, square, term)
  evaluator.addInplace(answer, term)
  evaluator.addPlainInplace(answer, offset)
  evaluator.addInplace(answer, mask)
  return answer
}
