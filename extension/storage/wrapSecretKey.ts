import { fromBase64url, toBase64url } from '../../shared/protocol/encoding.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'

const nonceLength = 12

/** A new key to wrap one FHE secret key with. It cannot be exported: only this browser profile can use it. */
export function createWrappingKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

/**
 * An FHE secret key under AES-256-GCM.
 *
 * @param owner what the key belongs to, authenticated along with it, so that no record can be given another's key
 * @returns base64url of the nonce, the ciphertext and the tag
 */
export async function wrapSecretKey(
  wrappingKey: CryptoKey,
  secretKey: Uint8Array<ArrayBuffer>,
  owner: string,
): Promise<string> {
  const iv = crypto.getRandomValues(new Uint8Array(nonceLength))
  const additionalData = new TextEncoder().encode(owner)
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, wrappingKey, secretKey),
  )
  const all = new Uint8Array(iv.length + sealed.length)
  all.set(iv)
  all.set(sealed, iv.length)
  return toBase64url(all)
}

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
