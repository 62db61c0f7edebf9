import { foundBy, forEachCollection } from '../store/collections.ts'
import type { Collection, Store } from '../store/store.ts'
import type { Sealer } from './createSealer.ts'
import { recordSeal, sealedCollection } from './sealedCollection.ts'
import { sealedCiphertexts } from './sealedCiphertexts.ts'

type Identified = { readonly id: string }

/**
 * The store with all that it holds sealed. In clear are the ids, which are random or hashes, and what records are looked for or swept
 * by; docs/operate.md says what that tells a thief.
 */
export function sealedStore(store: Store, sealer: Sealer): Store {
  const sealed = forEachCollection((name) =>
    sealedCollection(
      store[name] as unknown as Collection<Identified>,
      recordSeal<Identified>(sealer, name, foundBy[name]),
      foundBy[name],
    ),
  )
  return { ...store, ...(sealed as unknown as Store), ciphertexts: sealedCiphertexts(store.ciphertexts, sealer) }
}
