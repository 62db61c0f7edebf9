import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { encryptSeeded } from './encryptSeeded.ts'
import { pack } from './packing.ts'

/**
 * Enc(w): the template that a device makes for itself (encrypted match §4).
 *
 * @param weights 256 integers from `weightsOf`
 * @returns 196,802 bytes
 * @throws ZAuthError `storage_damaged` when the secret key is not one
 */
export function encryptTemplate(context: MatchContext, secretKey: Uint8Array, weights: Int32Array): Bytes {
  return encryptSeeded(context, secretKey, pack(weights))
}
