import type { Ciphertext } from 'node-seal/throws'
import type { BoundHalf } from './bindHalf.ts'
import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'
import { loadPlaintext } from './plaintextForm.ts'

/**
 * x·(w·Σ r_j X^j + p·Γ) + (x² − 1)·U + Σ (t − r_j·v_j/n) X^j, masked (encrypted match §6). With all that does not depend
 * on x bound before, it is x·(cover + x·U) + mask: one product of ciphertexts. The bound half is wiped. The caller frees
 * the answer.
 */
export function answerHalf(context: MatchContext, probe: Ciphertext, bound: BoundHalf): Ciphertext {
  const { seal, evaluator } = context
  using square = loadPlaintext(context, bound.square)
  using cover = loaded(context, bound.cover)
  using mask = loaded(context, bound.mask)
  const answer = new seal.Ciphertext()
  evaluator.multiplyPlain(probe, square, answer)
  evaluator.addInplace(answer, cover)
  evaluator.multiplyInplace(answer, probe)
  evaluator.addInplace(answer, mask)
  return answer
}

function loaded({ seal, context }: MatchContext, bytes: Bytes): Ciphertext {
  const ciphertext = new seal.Ciphertext()
  ciphertext.loadFromArray(context, bytes)
  discard(bytes)
  return ciphertext
}
