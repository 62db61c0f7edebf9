import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { encryptSeeded } from './encryptSeeded.ts'
import { ringDegree } from './parameters.ts'

/**
 * All of a probe that its signs do not decide: an encryption of zero, made while the camera looks for a face. Good for one probe:
 * two that share their randomness tell their difference.
 *
 * @returns 196,802 bytes
 * @throws ZAuthError `storage_damaged` when the secret key is not one
 */
export function prepareProbe(context: MatchContext, secretKey: Uint8Array): Bytes {
  return encryptSeeded(context, secretKey, new BigUint64Array(ringDegree))
}
