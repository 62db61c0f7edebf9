import { keepUnlocked } from '../storage/vault/keepUnlocked.ts'
import { vaultName } from '../storage/openKeyStore.ts'
import { withKeyStore } from '../storage/withKeyStore.ts'
import { keyBehind } from './keyBehind.ts'

/**
 * Opens the vault for this browser session, until it is locked.
 *
 * @throws ZAuthError `passphrase_wrong`, `too_many_tries`
 */
export async function unlock(passphrase: string): Promise<void> {
  const vault = await withKeyStore((store) => store.get('vault', vaultName))
  if (vault?.kind !== 'closed') return
  const key = await keyBehind(vault.lock, passphrase)
  try {
    await keepUnlocked(key)
  } finally {
    key.fill(0)
  }
}
