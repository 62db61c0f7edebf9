import type { Documents } from '../documents/documents.ts'
import { openDocumentRows } from '../documents/openDocumentRows.ts'
import { openPlainDocuments } from '../documents/openDocuments.ts'
import { openPlainStore, type StoreSettings } from '../store/openStore.ts'
import type { Store } from '../store/store.ts'

/** Everything as it is stored, for whoever changes the seal of it. */
export interface Alone extends AsyncDisposable {
  readonly store: Store
  readonly documents: Documents
  /** @throws ConfigError when a verifier uses what is stored, too */
  requireAlone(): Promise<void>
}

const connections = 8
const hour = 60 * 60_000

/**
 * Opens what is stored. A folder is held while it is open; that nobody else uses a database has to be asked, after it was noted in it
 * that nobody may.
 *
 * @throws ConfigError when it cannot be used
 */
export async function openAlone(settings: StoreSettings): Promise<Alone> {
  if (settings.database === undefined) {
    await using acquired = new AsyncDisposableStack()
    const store = acquired.adopt(await openPlainStore(settings), (opened) => opened.close())
    const documents = acquired.adopt(await openPlainDocuments(settings), (opened) => opened.close())
    const held = acquired.move()
    return {
      store,
      documents,
      requireAlone: () => Promise.resolve(),
      [Symbol.asyncDispose]: () => held.disposeAsync(),
    }
  }
  const [{ openDatabase }, { openPostgresStore }, { requireAlone }, { verifierName }] = await Promise.all([
    import('../store/postgres/openDatabase.ts'),
    import('../store/postgres/openPostgresStore.ts'),
    import('../store/postgres/requireAlone.ts'),
    import('../store/postgres/prepareDatabase.ts'),
  ])
  const database = await openDatabase(settings.database, {
    connections,
    states: ['ready'],
    as: `${verifierName} seal`,
    statementTime: hour,
  })
  const documents = openDocumentRows(database)
  return {
    store: openPostgresStore(database),
    documents,
    requireAlone: () => requireAlone(database),
    async [Symbol.asyncDispose]() {
      await documents.close()
      await database.close()
    },
  }
}
