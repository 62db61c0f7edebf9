import { createVaultKey } from '../storage/vault/createVaultKey.ts'
import { replaceVault } from '../storage/vault/replaceVault.ts'
import { lock } from './lock.ts'
import { vaultOf } from './vaultOf.ts'

/**
 * Takes the passphrase away: the keys are sealed anew by a vault key that is at hand in this browser profile.
 *
 * @throws ZAuthError `passphrase_wrong`, `too_many_tries`
 */
export async function removePassphrase(old: string): Promise<void> {
  const before = await vaultOf(old)
  const key = await createVaultKey()
  await replaceVault(before, key, { kind: 'open', key })
  await lock()
}
