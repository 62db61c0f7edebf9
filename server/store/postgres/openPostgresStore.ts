import { foundBy, forEachCollection } from '../collections.ts'
import type { Store } from '../store.ts'
import type { Database } from './database.ts'
import { postgresCiphertexts } from './postgresCiphertexts.ts'
import { postgresCollection } from './postgresCollection.ts'

/** The store in a database, which ends with it. */
export function openPostgresStore(database: Database): Store {
  const collections = forEachCollection((name) => postgresCollection(database, name, foundBy[name]))
  return {
    ...(collections as unknown as Store),
    ciphertexts: postgresCiphertexts(database),
    database,
    compact: () => Promise.resolve(),
    close: () => database.close(),
  }
}
