/** A new key to wrap one FHE secret key with. It cannot be exported: only this browser profile can use it. */
export function createWrappingKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}
