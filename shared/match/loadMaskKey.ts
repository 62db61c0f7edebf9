import type { Ciphertext } from 'node-seal/throws'
import { ciphertextOf } from './ciphertextOf.ts'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'
import { ciphertextLayout, polynomialBytes } from './layout.ts'
import { loadPublicKey } from './loadPublicKey.ts'
import { saved } from './saved.ts'

/**
 * A public key (b, a) modulo the three primes under which ciphertexts are made, as a ciphertext that can be multiplied; the caller
 * frees it. SEAL encrypts modulo all four, and switches: what that saves in noise, Γ drowns anyway.
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
 */
export function loadMaskKey(context: MatchContext, publicKeyBytes: Uint8Array): Ciphertext {
  using publicKey = loadPublicKey(context, publicKeyBytes)
  const all = saved(context.seal, publicKey)
  // The fourth prime comes last in each polynomial, and is left out.
  const polynomialAt = (start: number) => all.subarray(start, start + polynomialBytes)
  const second = ciphertextLayout.data + 8 * context.forms.publicKey.words
  const key = ciphertextOf(context, context.forms.whole, [polynomialAt(ciphertextLayout.data), polynomialAt(second)])
  discard(all)
  return key
}
