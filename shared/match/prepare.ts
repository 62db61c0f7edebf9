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

/** Good for one match, which wipes it. Plain bytes, about 2 MB, so that it crosses threads. Secret from everybody. */
export type PreparedMatch = readonly [PreparedHalf, PreparedHalf]

/**
 * Masks, p·Γ and U for both halves of an answer (encrypted match §4): most of a match's work, done while the person
 * still looks into the camera.
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext` when the public key is not of our form
 */
export function prepareMatch(context: MatchContext, publicKeyBytes: Uint8Array): PreparedMatch {
  using publicKey = loadPublicKey(context, publicKeyBytes)
  using encryptor = new context.seal.Encryptor(context.context, publicKey)
  const [blinding, square, otherBlinding, otherSquare] = transformed(context, [
    blindingResidues(context),
    squareResidues(context),
    blindingResidues(context),
    squareResidues(context),
  ])
  return [
    { mask: createMask(context, encryptor), blinding, square },
    { mask: createMask(context, encryptor), blinding: otherBlinding, square: otherSquare },
  ]
}

/** The memory that may be handed to another thread instead of copied. */
export function transferablesOf(prepared: PreparedMatch): ArrayBuffer[] {
  return prepared.flatMap(({ mask, blinding, square }) => [mask.buffer, blinding.buffer, square.buffer])
}
