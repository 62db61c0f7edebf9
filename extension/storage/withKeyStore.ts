import { openKeyStore, type KeyStore } from './openKeyStore.ts'
import { storageError } from './storageError.ts'
import { upgraded } from './upgraded.ts'

/** Held by who changes keys, or records of accounts beside them. */
export const keysLock = 'keys'

/**
 * Works with the store of keys, one window after the other: what is sealed under one vault key cannot come between where all is
 * sealed under another.
 *
 * @throws ZAuthError `storage_newer`, `storage_full`, and whatever the work fails with
 */
export async function withKeyStore<T>(work: (store: KeyStore) => Promise<T>): Promise<T> {
  await upgraded()
  return await navigator.locks.request(keysLock, async () => {
    const store = await openKeyStore()
    try {
      return await work(store)
    } catch (error) {
      throw storageError(error)
    } finally {
      store.close()
    }
  })
}
