import { ZAuthError } from '../../../shared/protocol/errors.ts'
import { nonceLength } from './wrapSecretKey.ts'

/**
 * What `wrapSecretKey` wrapped.
 *
 * @throws ZAuthError `storage_damaged` when it was changed, cut, or wrapped for another owner or by another key
 */
export async function unwrapSecretKey(
  wrappingKey: CryptoKey,
  wrapped: Uint8Array<ArrayBuffer>,
  owner: string,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const [iv, sealed] = [wrapped.subarray(0, nonceLength), wrapped.subarray(nonceLength)]
    const additionalData = new TextEncoder().encode(owner)
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, wrappingKey, sealed))
  } catch (cause) {
    throw new ZAuthError('storage_damaged', 'the secret key could not be unwrapped', { cause })
  }
}
