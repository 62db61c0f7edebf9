import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { encryptSeeded } from './encryptSeeded.ts'
import { pack } from './packing.ts'

/**
 * Enc(x): the probe (encrypted match §4).
 *
 * @param signs 256 signs from `signsOf`
 * @returns 196,802 bytes
 * @throws ZAuthError `storage_damaged` when the secret key is not one
 */
export function encryptProbe(context: MatchContext, secretKey: Uint8Array, signs: Int8Array): Bytes {
  return encryptSeeded(context, secretKey, pack(signs))
}
