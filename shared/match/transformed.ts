import type { Ciphertext } from 'node-seal/throws'
import type { Coefficients } from './bytes.ts'
import { ciphertextOf } from './ciphertextOf.ts'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'

/**
 * Two or three polynomials in the form in which SEAL multiplies, one beside the other in what passes for a ciphertext. SEAL
 * would take coefficients above p/2 for negative ones if it transformed them as plaintexts; as a ciphertext in coefficient form
 * it transforms them as they are, while it loads them.
 *
 * @param polynomials residues, prime by prime; discarded
 * @returns the caller frees it
 */
export function transformed(
  context: MatchContext,
  polynomials: readonly [Coefficients, Coefficients] | readonly [Coefficients, Coefficients, Coefficients],
): Ciphertext {
  const form = context.forms.untransformed[polynomials.length]
  const bytes = polynomials.map(({ buffer }) => new Uint8Array(buffer))
  const ciphertext = ciphertextOf(context, form, bytes)
  for (const polynomial of polynomials) discard(polynomial)
  return ciphertext
}
