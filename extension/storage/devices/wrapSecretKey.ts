/** Bytes; the length that AES-GCM is made for (NIST SP 800-38D §8.2). */
export const nonceLength = 12

/**
 * An FHE secret key under AES-256-GCM.
 *
 * @param owner what the key belongs to, authenticated along with it, so that no record can be given another's key
 * @returns the nonce, the ciphertext and the tag
 */
export async function wrapSecretKey(
  wrappingKey: CryptoKey,
  secretKey: Uint8Array<ArrayBuffer>,
  owner: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(nonceLength))
  const additionalData = new TextEncoder().encode(owner)
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, wrappingKey, secretKey),
  )
  const all = new Uint8Array(iv.length + sealed.length)
  all.set(iv)
  all.set(sealed, iv.length)
  return all
}
