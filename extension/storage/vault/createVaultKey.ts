/** A new vault key that cannot be exported: what this browser profile seals keys with while there is no passphrase. */
export function createVaultKey(): Promise<CryptoKey> {
  return crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}
