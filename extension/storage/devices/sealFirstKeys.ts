import * as v from 'valibot'
import { Account } from '../accounts/account.ts'
import type { Stored } from '../migrations/migration.ts'
import { openKeyStore, type DeviceKeys } from '../openKeyStore.ts'
import { openVault } from '../vault/openVault.ts'
import { decryptFor } from '../decryptFor.ts'
import { isSealed } from './isSealed.ts'
import { sealKeys } from './sealKeys.ts'

/**
 * Seals what version 1 wrapped by a key for each device under the vault key, which a passphrase can protect. The proof key, which
 * version 1 made so that it cannot be exported, stays as it is. Keys that are damaged stay as well.
 *
 * @param stored extension storage, of any version
 */
export async function sealFirstKeys(stored: Stored): Promise<void> {
  const records = Object.values(stored).filter((record) => v.is(Account, record))
  if (records.length === 0) return
  const store = await openKeyStore()
  try {
    for (const record of records) {
      const keys = await store.get('keys', record.keys)
      if (!keys || isSealed(keys) || !('wrapped' in keys)) continue
      const secretKey = await decryptFor(keys.wrapping, keys.wrapped, record.device).catch(() => null)
      if (!secretKey) continue
      const sealed = await sealKeys(await openVault(store), { secretKey, proof: null }, record.device)
      secretKey.fill(0)
      const upgraded: DeviceKeys = { account: record, ticket: null, sealed, signing: keys.signing }
      await store.put('keys', upgraded, record.keys)
    }
  } finally {
    store.close()
  }
}
