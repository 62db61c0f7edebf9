import type { PassphraseLock } from '../storage/vault/passphraseLock.ts'
import { encryptFor } from '../storage/encryptFor.ts'
import { scryptKey } from './scryptKey.ts'

/** 128 MiB of memory for each guess: OWASP's first choice of parameters for scrypt. */
const cost = { N: 2 ** 17, r: 8, p: 1 } as const

/** What a wrapped vault key belongs to, and nothing else does. */
export const owner = 'vault key'

/** A vault key behind a passphrase. */
export async function closeLock(vaultKey: Uint8Array<ArrayBuffer>, passphrase: string): Promise<PassphraseLock> {
  const salt = crypto.getRandomValues(new Uint8Array(32))
  return { salt, cost, wrapped: await encryptFor(await scryptKey(passphrase, { salt, cost }), vaultKey, owner) }
}
