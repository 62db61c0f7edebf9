import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { loadMaskKey } from './loadMaskKey.ts'
import { prepareForKey } from './prepareForKey.ts'

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
 * What `prepareForKey` makes, for a public key that is not loaded.
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext` when the public key is not of our form
 */
export function prepareMatch(context: MatchContext, publicKeyBytes: Uint8Array): PreparedMatch {
  using key = loadMaskKey(context, publicKeyBytes)
  return prepareForKey(context, key)
}
