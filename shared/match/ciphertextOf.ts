import type { Ciphertext } from 'node-seal/throws'
import type { CiphertextForm } from './ciphertextForm.ts'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'
import { ciphertextLayout, polynomialBytes } from './layout.ts'

/**
 * A ciphertext in SEAL's memory, put together from polynomials; the caller frees it.
 *
 * @param form under the three primes, without a seed
 * @param polynomials as they are serialised, `polynomialBytes` each; `null` for zero, as are those that are missing at the end
 */
export function ciphertextOf(
  { seal, context }: MatchContext,
  form: CiphertextForm,
  polynomials: readonly (Uint8Array | null)[],
): Ciphertext {
  const bytes = new Uint8Array(form.length)
  bytes.set(form.prefix)
  polynomials.forEach((polynomial, i) => {
    if (polynomial !== null) bytes.set(polynomial, ciphertextLayout.data + polynomialBytes * i)
  })
  const ciphertext = new seal.Ciphertext()
  ciphertext.loadFromArray(context, bytes)
  discard(bytes)
  return ciphertext
}
