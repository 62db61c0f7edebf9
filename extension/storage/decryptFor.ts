import { ZAuthError } from '../../shared/protocol/errors.ts'
import { nonceLength } from './encryptFor.ts'

/**
 * What `encryptFor` encrypted.
 *
 * @throws ZAuthError `storage_damaged` when it was changed, cut, or encrypted for another owner or by another key
 */
export async function decryptFor(
  key: CryptoKey,
  encrypted: Uint8Array<ArrayBuffer>,
  owner: string,
): Promise<Uint8Array<ArrayBuffer>> {
  try {
    const [iv, sealed] = [encrypted.subarray(0, nonceLength), encrypted.subarray(nonceLength)]
    const additionalData = new TextEncoder().encode(owner)
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed))
  } catch (cause) {
    throw new ZAuthError('storage_damaged', 'it could not be decrypted', { cause })
  }
}
