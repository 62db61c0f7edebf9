import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { createMask } from './createMask.ts'
import { loadPublicKey } from './loadPublicKey.ts'
import { transformed } from './transformed.ts'
import { blindingResidues, squareResidues } from './wide.ts'

/** What an answer needs and no probe decides. */
export interface PreparedHalf {
  /** A ciphertext of zero in three polynomials. */
  readonly mask: Bytes
  /** p·Γ, a plaintext in NTT form. */
  readonly blinding: Bytes
  /** U, a plaintext in NTT form. */
  readonly square: Bytes
}

/** Good for one match, which wipes it. Plain bytes, about 2 MB. Secret from everybody. */
export type PreparedMatch = readonly [PreparedHalf, PreparedHalf]

/**
 * Masks, p·Γ and U for both halves of an answer (encrypted match §6): most of a match's work, done while the person
 * still looks into the camera.
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext` when the public key is not of our form
 */
export function prepareMatch(context: MatchContext, publicKeyBytes: Uint8Array): PreparedMatch {
  using publicKey = loadPublicKey(context, publicKeyBytes)
  using encryptor = new context.seal.Encryptor(context.context, publicKey)
  const [blinding, otherBlinding] = blindingResidues(context)
  const [square, otherSquare] = squareResidues(context)
  const plaintexts = transformed(context, [blinding, square, otherBlinding, otherSquare])
  return [
    { mask: createMask(context, encryptor), blinding: plaintexts[0], square: plaintexts[1] },
    { mask: createMask(context, encryptor), blinding: plaintexts[2], square: plaintexts[3] },
  ]
}
