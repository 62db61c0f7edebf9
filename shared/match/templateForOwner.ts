import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { loadPublicKey } from './loadPublicKey.ts'
import { pack } from './packing.ts'
import { loadPlaintext, plaintextBytes } from './plaintextForm.ts'
import { saved } from './saved.ts'

/**
 * Enc(w) by the owner's public key: the template that a verifier makes which trains for her, and then cannot open.
 *
 * @param weights 256 integers from `weightsOf`
 * @returns 393,329 bytes: under a public key neither polynomial can be a seed
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`
 */
export function encryptTemplateForOwner(context: MatchContext, publicKeyBytes: Uint8Array, weights: Int32Array): Bytes {
  using publicKey = loadPublicKey(context, publicKeyBytes)
  using encryptor = new context.seal.Encryptor(context.context, publicKey)
  using plaintext = loadPlaintext(context, plaintextBytes(pack(weights)))
  using ciphertext = new context.seal.Ciphertext()
  encryptor.encrypt(plaintext, ciphertext)
  return saved(context.seal, ciphertext)
}
