import { sealedDocuments } from '../seal/sealedDocuments.ts'
import { sealerFor } from '../seal/sealerFor.ts'
import { requireReady } from '../store/embedded/filesState.ts'
import type { StoreSettings } from '../store/openStore.ts'
import type { Database } from '../store/postgres/database.ts'
import { requirePrivate } from '../files/requirePrivate.ts'
import { documentNames, type Documents } from './documents.ts'
import { openDocumentFiles } from './openDocumentFiles.ts'
import { openDocumentRows } from './openDocumentRows.ts'

/**
 * The documents of a verifier, opened by the key that has sealed them if one has.
 *
 * @param opened the database of the settings, where it is open already: it stays its owner's
 * @throws ConfigError as `openPlainDocuments` and `sealerFor` say
 */
export async function openDocuments(
  settings: Pick<StoreSettings, 'data' | 'database' | 'sealWith'>,
  opened: Database | null = null,
): Promise<Documents> {
  await using acquired = new AsyncDisposableStack()
  const documents = acquired.adopt(await openPlainDocuments(settings, opened), (adopted) => adopted.close())
  const sealer = await sealerFor(settings.sealWith, documents)
  acquired.move()
  return sealer === null ? documents : sealedDocuments(documents, sealer)
}

/**
 * The documents of a verifier as they are stored, where its settings say that it remembers things; to be had while it runs, too.
 *
 * @param opened the database of the settings, where it is open already: it stays its owner's
 * @throws ConfigError when there is a database and it cannot be opened, or others may read a file with secrets, or what is in the files was moved
 */
export async function openPlainDocuments(
  { data, database }: Pick<StoreSettings, 'data' | 'database'>,
  opened: Database | null = null,
): Promise<Documents> {
  if (database === undefined) {
    await requireReady(data)
    const files = openDocumentFiles(data)
    for (const name of documentNames) await requirePrivate(files.place(name))
    return files
  }
  if (opened !== null) return openDocumentRows(opened)
  const { openDatabase } = await import('../store/postgres/openDatabase.ts')
  const own = await openDatabase(database, { connections: 1, states: ['ready'] })
  const documents = openDocumentRows(own)
  return {
    ...documents,
    async close() {
      await documents.close()
      await own.close()
    },
  }
}
