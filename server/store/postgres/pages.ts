import type { Conditions } from './conditions.ts'
import type { Database, Result } from './database.ts'

interface Reading {
  /** What is read of each row, by a name that the program has chosen, as the others. */
  readonly columns: string
  readonly table: string
  /** A column of texts that no two rows share, with an index. */
  readonly key: string
  readonly where: Conditions
}

/** Rows of one statement. */
const pageSize = 500

/**
 * Reads a table of any size, in the order of its key: each statement takes up behind the last row of the one before. Nothing is held
 * open in between, as a cursor would be, which keeps the server from clearing up and does not outlive a connection.
 */
export async function* pages(
  database: Database,
  { columns, table, key, where }: Reading,
): AsyncGenerator<Result['rows'][number]> {
  const ordered = `order by "${key}" limit ${pageSize}`
  const from = `select ${columns} from ${table} where ${where.text}`
  const behind = `"${key}" > $${where.values.length + 1}`
  for (let last: string | null = null; ;) {
    const { rows }: Result =
      last === null
        ? await database.query(`${from} ${ordered}`, where.values)
        : await database.query(`${from} and ${behind} ${ordered}`, [...where.values, last])
    yield* rows
    if (rows.length < pageSize) return
    last = rows.at(-1)?.[key] ?? null
  }
}
