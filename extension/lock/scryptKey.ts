import { scryptAsync } from '@noble/hashes/scrypt.js'
import { importVaultKey } from '../storage/vault/importVaultKey.ts'
import type { PassphraseLock } from '../storage/vault/passphraseLock.ts'

/**
 * What scrypt makes of a passphrase (RFC 7914), to wrap a vault key with. It fills `128 · N · r` bytes of memory, and leaves the
 * page responsive.
 */
export async function scryptKey(
  passphrase: string,
  { salt, cost }: Omit<PassphraseLock, 'wrapped'>,
): Promise<CryptoKey> {
  // The same characters, however the keyboard composes them (NIST SP 800-63B-4 §3.1.1.2).
  const raw = Uint8Array.from(await scryptAsync(passphrase.normalize('NFKC'), salt, { ...cost, dkLen: 32 }))
  try {
    return await importVaultKey(raw)
  } finally {
    raw.fill(0)
  }
}
