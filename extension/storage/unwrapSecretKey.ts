import { fromBase64url } from '../../shared/protocol/encoding.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { nonceLength } from './wrapSecretKey.ts'

/**
 * What `wrapSecretKey` wrapped.
 *
 * @throws ZAuthError `storage_damaged` when it was changed, cut, or wrapped for another owner or by another key
 */
export async function unwrapSecretKey(
  wrappingKey: CryptoKey,
  wrapped: string,
  owner: string,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const all = fromBase64url(wrapped)
    const [iv, sealed] = [all.subarray(0, nonceLength), all.subarray(nonceLength)]
    const additionalData = new TextEncoder().encode(owner)
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, wrappingKey, sealed))
  } catch (cause) {
    throw new ZAuthError('storage_damaged', 'the secret key could not be unwrapped', { cause })
  }
}
