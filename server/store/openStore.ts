import type { VerifierConfigInput } from '../config.ts'
import { lockData } from './lockData.ts'
import { openNedbStore } from './openNedbStore.ts'
import type { Store } from './store.ts'

/** The settings that say where everything is remembered. */
export type StoreSettings = Pick<VerifierConfigInput, 'data' | 'database' | 'databaseConnections'>

/**
 * The store that the settings name. The embedded one is for one process at a time, which holds its folder until it closes the
 * store; a database is for as many as like.
 *
 * @param settings whose data folder is there
 * @throws ConfigError when another verifier uses the folder
 */
export async function openStore({ data }: StoreSettings): Promise<Store> {
  await using acquired = new AsyncDisposableStack()
  acquired.defer(await lockData(data))
  const store = acquired.adopt(await openNedbStore(data), (opened) => opened.close())
  const held = acquired.move()
  return { ...store, close: () => held.disposeAsync() }
}
