import type { PassphraseLock } from '../storage/vault/passphraseLock.ts'
import { decryptFor } from '../storage/decryptFor.ts'
import { owner } from './closeLock.ts'
import { scryptKey } from './scryptKey.ts'

/** The vault key behind a passphrase; null when it is not this one. Whoever has it wipes it. */
export async function openLock(lock: PassphraseLock, passphrase: string): Promise<Uint8Array<ArrayBuffer> | null> {
  const key = await scryptKey(passphrase, lock)
  return await decryptFor(key, lock.wrapped, owner).catch(() => null)
}
