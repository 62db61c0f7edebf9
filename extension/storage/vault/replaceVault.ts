import type { DeviceKeys, Vault } from '../openKeyStore.ts'
import { vaultName } from '../openKeyStore.ts'
import { isSealed } from '../devices/isSealed.ts'
import { unsealKeys } from '../devices/unsealKeys.ts'
import { sealKeys } from '../devices/sealKeys.ts'
import { wipeSecrets } from '../devices/wipeSecrets.ts'
import { withKeyStore } from '../withKeyStore.ts'

/**
 * Seals the keys of every device anew, all of them or none. What the old key cannot open was damaged before, and stays as it is.
 *
 * @param oldKey the vault key that there is
 * @param newKey the one in its place
 * @param vault the new one as it is to be kept
 */
export async function replaceVault(oldKey: CryptoKey, newKey: CryptoKey, vault: Vault): Promise<void> {
  await withKeyStore(async (store) => {
    const resealed: DeviceKeys[] = []
    for (const name of await store.getAllKeys('keys')) {
      const keys = await store.get('keys', name)
      if (!isSealed(keys)) continue
      const { device } = keys.account
      const secrets = await unsealKeys(oldKey, keys.sealed, device).catch(() => null)
      if (!secrets) continue
      resealed.push({ ...keys, sealed: await sealKeys(newKey, secrets, device) })
      wipeSecrets(secrets)
    }
    const transaction = store.transaction(['keys', 'vault'], 'readwrite', { durability: 'strict' })
    await Promise.all([
      ...resealed.map((keys) => transaction.objectStore('keys').put(keys, keys.account.keys)),
      transaction.objectStore('vault').put(vault, vaultName),
      transaction.done,
    ])
  })
}
