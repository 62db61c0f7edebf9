import { ZAuthError } from '../../shared/protocol/errors.ts'
import { importVaultKey } from '../storage/vault/importVaultKey.ts'
import { keepUnlocked } from '../storage/vault/keepUnlocked.ts'
import { replaceVault } from '../storage/vault/replaceVault.ts'
import { closeLock } from './closeLock.ts'
import { vaultOf } from './vaultOf.ts'

/** Characters of a passphrase, at least: it has to stand against guesses on a copy of the profile. */
export const leastLength = 10

/**
 * Puts the keys behind a passphrase, or behind another. They are sealed anew by a new vault key, which no copy of the profile
 * from before has.
 *
 * @param passphrase at least `leastLength` characters
 * @param old the passphrase that there is; without one, nothing is asked
 * @throws ZAuthError `passphrase_wrong`, `too_many_tries`
 */
export async function setPassphrase(passphrase: string, old?: string): Promise<void> {
  if (Array.from(passphrase).length < leastLength) throw new ZAuthError('passphrase_short')
  const before = await vaultOf(old)
  const key = crypto.getRandomValues(new Uint8Array(32))
  try {
    const lock = await closeLock(key, passphrase)
    await replaceVault(before, await importVaultKey(key), { kind: 'closed', lock })
    await keepUnlocked(key)
  } finally {
    key.fill(0)
  }
}
