import type { Ciphertext } from 'node-seal/throws'
import type { Coefficients } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'
import { ciphertextLayout } from './layout.ts'
import { dataPrimes, ringDegree } from './parameters.ts'

const polynomialBytes = 8 * dataPrimes * ringDegree

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
  const bytes = new Uint8Array(form.length)
  bytes.set(form.prefix)
  polynomials.forEach((polynomial, i) => {
    bytes.set(new Uint8Array(polynomial.buffer), ciphertextLayout.data + polynomialBytes * i)
    discard(polynomial)
  })
  const ciphertext = new context.seal.Ciphertext()
  ciphertext.loadFromArray(context.context, bytes)
  discard(bytes)
  return ciphertext
}
