import type { Ciphertext, Plaintext } from 'node-seal/throws'
import type { Bytes } from './bytes.ts'
import { ciphertextOf } from './ciphertextOf.ts'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'
import { multiplyByPlainModulus } from './multiplyByPlainModulus.ts'
import { loadPlaintext } from './plaintextForm.ts'
import { plaintextsOf } from './plaintextsOf.ts'
import { polynomialsOf } from './polynomialsOf.ts'
import { saved } from './saved.ts'
import { errorResidues, ternaryResidues } from './smallResidues.ts'
import { transformed } from './transformed.ts'

/**
 * An encryption of zero in three polynomials: (b·u′ + p·e₀, a·u′ + b·u + p·e₁, a·u + p·e₂), two fresh encryptions by the public key
 * (b, a), the second of them multiplied by s, in effect. Without it an answer's ciphertext, not its message, gives the r_j
 * away (encrypted match §6, step 5).
 *
 * @param key from `loadMaskKey`, of the probe's owner
 * @returns a serialised ciphertext, 589,937 bytes
 */
export function createMask(context: MatchContext, key: Ciphertext): Bytes {
  const { seal, evaluator } = context
  using ternary = transformed(context, [ternaryResidues(context), ternaryResidues(context)])
  const [u, otherU] = plaintextsOf(context, ternary)
  using first = loadPlaintext(context, u)
  using second = loadPlaintext(context, otherU)
  using mask = transformed(context, [errorResidues(context), errorResidues(context), errorResidues(context)])
  multiplyByPlainModulus(context, mask)
  using low = new seal.Ciphertext()
  evaluator.multiplyPlain(key, second, low)
  evaluator.addInplace(mask, low)
  using high = timesSecretKey(context, key, first)
  evaluator.addInplace(mask, high)
  return saved(seal, mask)
}

/** (0, b·u, a·u): the place of a polynomial is the power of s that it goes with. */
function timesSecretKey(context: MatchContext, key: Ciphertext, u: Plaintext): Ciphertext {
  using product = new context.seal.Ciphertext()
  context.evaluator.multiplyPlain(key, u, product)
  const [bu, au] = polynomialsOf(context, product)
  const raised = ciphertextOf(context, context.forms.mask, [null, bu, au])
  discard(bu)
  return raised
}
