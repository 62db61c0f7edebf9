import type { Bytes, Coefficients } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { loadSecretKey } from './loadSecretKey.ts'
import { loadPlaintext, plaintextBytes } from './plaintextForm.ts'
import { saved } from './saved.ts'

/**
 * Encrypts a polynomial under the secret key. The second half of the ciphertext is a seed, which halves what is sent.
 *
 * @param coefficients below p; wiped
 * @throws ZAuthError `storage_damaged` when the secret key is not one
 */
export function encryptSeeded(context: MatchContext, secretKeyBytes: Uint8Array, coefficients: Coefficients): Bytes {
  using secretKey = loadSecretKey(context, secretKeyBytes)
  using encryptor = new context.seal.Encryptor(context.context, context.idlePublicKey, secretKey)
  using plaintext = loadPlaintext(context, plaintextBytes(coefficients))
  coefficients.fill(0n)
  using ciphertext = encryptor.encryptSymmetricSerializable(plaintext)
  return saved(context.seal, ciphertext)
}
