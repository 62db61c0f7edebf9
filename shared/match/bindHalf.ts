import type { Ciphertext } from 'node-seal/throws'
import type { Bytes } from './bytes.ts'
import { ciphertextOf } from './ciphertextOf.ts'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'
import { plaintextLayout } from './layout.ts'
import { loadPlaintext, plaintextBytes } from './plaintextForm.ts'
import type { PreparedHalf } from './prepareMatch.ts'
import { saved } from './saved.ts'
import type { ScoreTests } from './scoreTests.ts'

/** All of a half of an answer that the probe does not decide. */
export interface BoundHalf {
  /** w·Σ r_j X^j + p·Γ, a ciphertext in two polynomials. */
  readonly cover: Bytes
  /** U, a plaintext in NTT form. */
  readonly square: Bytes
  /** Σ (t − r_j·v_j/n) X^j − U, under the ciphertext mask: a ciphertext in three polynomials. */
  readonly mask: Bytes
}

/**
 * Brings a template, a half of a token and its score tests together with what was prepared. The tests and the prepared
 * half are discarded.
 */
export function bindHalf(
  context: MatchContext,
  template: Ciphertext,
  { multipliers, offsets }: ScoreTests,
  prepared: PreparedHalf,
): BoundHalf {
  const { seal, evaluator } = context
  using multiplier = loadPlaintext(context, plaintextBytes(multipliers))
  using offset = loadPlaintext(context, plaintextBytes(offsets))
  multipliers.fill(0n)
  offsets.fill(0n)
  using cover = new seal.Ciphertext()
  evaluator.multiplyPlain(template, multiplier, cover)
  using blinding = trivial(context, prepared.blinding)
  evaluator.addInplace(cover, blinding)

  using mask = new seal.Ciphertext()
  mask.loadFromArray(context.context, prepared.mask)
  evaluator.addPlainInplace(mask, offset)
  using square = trivial(context, prepared.square)
  evaluator.subInplace(mask, square)

  const bound = { cover: saved(seal, cover), square: prepared.square.slice(), mask: saved(seal, mask) }
  for (const spent of [prepared.mask, prepared.blinding, prepared.square]) discard(spent)
  return bound
}

/** A plaintext in NTT form as the ciphertext (plaintext, 0): SEAL adds only ciphertexts in that form. */
function trivial(context: MatchContext, plaintext: Bytes): Ciphertext {
  return ciphertextOf(context, context.forms.whole, [plaintext.subarray(plaintextLayout.data)])
}
