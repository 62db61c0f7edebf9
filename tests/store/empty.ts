import { collectionNames } from '../../server/store/collections.ts'
import type { Store } from '../../server/store/store.ts'

/** Removes all that a store remembers. */
export async function empty(store: Store): Promise<void> {
  for (const name of collectionNames) await store[name].removeAll({})
  for (const device of await store.ciphertexts.list()) await store.ciphertexts.remove(device)
}
