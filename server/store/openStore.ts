import type { VerifierConfigInput } from '../config/config.ts'
import { sealedStore } from '../seal/sealedStore.ts'
import { sealerFor } from '../seal/sealerFor.ts'
import { noteSealer } from '../seal/sealNote.ts'
import { openPlainDocuments } from '../documents/openDocuments.ts'
import { lockData } from './embedded/lock/lockData.ts'
import { requireReady } from './embedded/filesState.ts'
import { openNedbStore } from './embedded/openNedbStore.ts'
import type { Store } from './store.ts'

/** The settings that say where everything is remembered. */
export type StoreSettings = Pick<VerifierConfigInput, 'data' | 'database' | 'databaseConnections' | 'sealWith'>

const fewConnections = 4

/**
 * The store that the settings name, opened by the key that has sealed it if one has.
 *
 * @param settings whose data folder is there
 * @throws ConfigError when it cannot be used, as `openPlainStore` and `sealerFor` say
 */
export async function openStore(settings: StoreSettings): Promise<Store> {
  await using acquired = new AsyncDisposableStack()
  const store = acquired.adopt(await openPlainStore(settings), (opened) => opened.close())
  const documents = await openPlainDocuments(settings, store.database)
  const sealer = await sealerFor(settings.sealWith, documents)
    .then(async (found) => {
      if (found !== null) await noteSealer(documents, found)
      return found
    })
    .finally(() => documents.close())
  acquired.move()
  return sealer === null ? store : sealedStore(store, sealer)
}

/**
 * The store that the settings name, as it is stored. The embedded one is for one process at a time, which holds its folder until it closes the
 * store; a database is for as many as like.
 *
 * @param settings whose data folder is there
 * @throws ConfigError when another verifier uses the folder, or the database cannot be used
 */
export async function openPlainStore({ data, database, databaseConnections }: StoreSettings): Promise<Store> {
  if (database !== undefined) {
    // Whoever has no database does without its driver, too.
    const { openDatabase } = await import('./postgres/openDatabase.ts')
    const { openPostgresStore } = await import('./postgres/openPostgresStore.ts')
    const connections = databaseConnections ?? fewConnections
    return openPostgresStore(await openDatabase(database, { connections, states: ['ready'] }))
  }
  await using acquired = new AsyncDisposableStack()
  acquired.defer(await lockData(data))
  await requireReady(data)
  const store = acquired.adopt(await openNedbStore(data), (opened) => opened.close())
  const held = acquired.move()
  return { ...store, close: () => held.disposeAsync() }
}
