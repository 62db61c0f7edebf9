/** Bytes; the length that AES-GCM is made for (NIST SP 800-38D §8.2). */
export const nonceLength = 12

/**
 * What is secret, for one owner alone, under AES-256-GCM: a device's keys under the vault key, or the vault key under a passphrase's.
 *
 * @param owner what the secret belongs to, authenticated along with it, so that no record can be given another's
 * @returns the nonce, the ciphertext and the tag
 */
export async function encryptFor(
  key: CryptoKey,
  secret: Uint8Array<ArrayBuffer>,
  owner: string,
): Promise<Uint8Array<ArrayBuffer>> {
  const iv = crypto.getRandomValues(new Uint8Array(nonceLength))
  const additionalData = new TextEncoder().encode(owner)
  const sealed = new Uint8Array(await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, secret))
  const all = new Uint8Array(iv.length + sealed.length)
  all.set(iv)
  all.set(sealed, iv.length)
  return all
}
