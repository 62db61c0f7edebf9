import type { Ciphertext } from 'node-seal/throws'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'
import { ciphertextLayout } from './layout.ts'
import { loadPublicKey } from './loadPublicKey.ts'
import { dataPrimes, ringDegree } from './parameters.ts'
import { saved } from './saved.ts'

const [headLength, polynomialLength] = [ciphertextLayout.data, 8 * dataPrimes * ringDegree]

/**
 * A public key (b, a) modulo the three primes under which ciphertexts are made, as a ciphertext that can be multiplied; the caller
 * frees it. SEAL encrypts modulo all four, and switches: what that saves in noise, Γ drowns anyway.
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
 */
export function loadMaskKey(context: MatchContext, publicKeyBytes: Uint8Array): Ciphertext {
  using publicKey = loadPublicKey(context, publicKeyBytes)
  const all = saved(context.seal, publicKey)
  const bytes = new Uint8Array(context.forms.whole.length)
  bytes.set(context.forms.whole.prefix)
  const second = headLength + 8 * context.forms.publicKey.words
  bytes.set(all.subarray(headLength, headLength + polynomialLength), headLength)
  bytes.set(all.subarray(second, second + polynomialLength), headLength + polynomialLength)
  const key = new context.seal.Ciphertext()
  key.loadFromArray(context.context, bytes)
  discard(all)
  discard(bytes)
  return key
}
