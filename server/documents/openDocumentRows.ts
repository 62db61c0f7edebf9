import type { Database } from '../store/postgres/database.ts'
import type { Document, DocumentName, Documents } from './documents.ts'

/** Milliseconds from one look at what is followed to the next: with the time of a statement, how late a node hears of a change. */
const lookEvery = 1000

/**
 * Documents as rows of a database, for all nodes that have it. What is followed is looked at once a second: `listen` would be
 * sooner, and is what poolers between here and the server break, and what some servers of the protocol do not have.
 *
 * @param database stays its owner's
 */
export function openDocumentRows(database: Database): Documents {
  const followed = new Map<DocumentName, Document | null>()
  let looking: Promise<void> | null = null

  async function read(name: DocumentName): Promise<Document | null> {
    const { rows } = await database.query('select text, version from documents where name = $1', [name])
    const [row] = rows
    return row === undefined ? null : { text: row['text'] ?? '', version: row['version'] ?? '' }
  }

  /** Versions first: the register of many websites is not to cross the network every second. */
  async function look(): Promise<void> {
    const { rows } = await database.query('select name, version from documents where name = any($1)', [
      [...followed.keys()],
    ])
    const versions = new Map(rows.map((row) => [row['name'], row['version']]))
    for (const [name, known] of followed)
      if ((versions.get(name) ?? null) !== (known?.version ?? null)) followed.set(name, await read(name))
  }

  const timer = setInterval(() => {
    if (followed.size === 0) return
    // What is known stays while the database is away: without it no request gets far.
    looking ??= look()
      .catch(() => undefined)
      .finally(() => {
        looking = null
      })
  }, lookEvery)
  timer.unref()

  return {
    where: 'database: The database',
    place: (name) => `the document ${name} of the database`,
    read,
    async replace(name, from, text) {
      const { count } =
        from === null
          ? await database.query(
              'insert into documents (name, version, text) values ($1, 1, $2) on conflict (name) do nothing',
              [name, text],
            )
          : await database.query(
              'update documents set text = $3, version = version + 1 where name = $1 and version = $2',
              [name, from, text],
            )
      return count === 1
    },
    async follow(name) {
      followed.set(name, await read(name))
      return () => followed.get(name) ?? null
    },
    async close() {
      clearInterval(timer)
      await looking
    },
  }
}
