import type { CollectionName } from '../collections.ts'
import type { Collection, Filter } from '../store.ts'
import { conditions } from './conditions.ts'
import type { Database, Value } from './database.ts'
import { pages } from './pages.ts'
import { nativeJson, portableJson, portableText } from './portableText.ts'

type Identified = { readonly id: string }
type PostgresCollection<R extends Identified> = Collection<R> & {
  /** Removes what should be gone at `now`; how many. */
  sweep(now: number): Promise<number>
  /** At once: PostgreSQL confirms a change when it is on its disk. */
  flushed(): Promise<void>
}

/** Rows that one statement of a sweep removes at most. */
const sweptAtOnce = 5000

/**
 * A collection in a table. Each operation is one statement, and PostgreSQL changes a row for one at a time and looks again at what the
 * others have made of it: so a conditional update is atomic for as many nodes as there are.
 */
export function postgresCollection<R extends Identified>(
  database: Database,
  name: CollectionName,
  columns: readonly string[],
): PostgresCollection<R> {
  const table = `"${name}"`
  const quoted = columns.map((column) => `, "${column}"`).join('')
  const numbered = columns.map((_, i) => `, $${i + 3}`).join('')
  const changed = async (statement: string, values: readonly Value[]): Promise<number> =>
    (await database.query(statement, values)).count

  async function* each(match: Filter<R>): AsyncGenerator<R> {
    const where = conditions(match, columns, 0)
    for await (const row of pages(database, { columns: 'id, record', table, key: 'id', where }))
      yield recordOf(row) as R
  }

  return {
    async insert(record) {
      const count = await changed(
        `insert into ${table} (id, record${quoted}) values ($1, $2${numbered}) on conflict (id) do nothing`,
        [portableText(record.id), portableJson(record), ...columns.map((column) => columnOf(record, column))],
      )
      return count === 1
    },

    async find(id) {
      const { rows } = await database.query(`select record from ${table} where id = $1`, [portableText(id)])
      return rows[0] === undefined ? null : (recordOf(rows[0]) as R)
    },

    async findAll(match) {
      const where = conditions(match, columns, 0)
      const { rows } = await database.query(`select record from ${table} where ${where.text}`, where.values)
      return rows.map((row) => recordOf(row) as R)
    },

    each,

    async update(id, when, change) {
      const moved = columns.filter((column) => column in change)
      const set = moved.map((column, i) => `, "${column}" = $${i + 3}`).join('')
      const where = conditions(when, columns, moved.length + 2)
      const count = await changed(
        `update ${table} set record = record || $2::jsonb${set} where id = $1 and ${where.text}`,
        [portableText(id), portableJson(change), ...moved.map((column) => columnOf(change, column)), ...where.values],
      )
      return count === 1
    },

    async remove(id, when = {}) {
      const where = conditions(when, columns, 1)
      const values = [portableText(id), ...where.values]
      return (await changed(`delete from ${table} where id = $1 and ${where.text}`, values)) === 1
    },

    removeAll(match) {
      const where = conditions(match, columns, 0)
      return changed(`delete from ${table} where ${where.text}`, where.values)
    },

    async sweep(now) {
      // In parts: a statement that takes too long is given up, and what it was to remove grows until the next one.
      const part = `select id from ${table} where "removeAt" <= $1 limit ${sweptAtOnce}`
      for (let removed = 0; ;) {
        const count = await changed(`delete from ${table} where id in (${part}) and "removeAt" <= $1`, [now])
        removed += count
        if (count < sweptAtOnce) return removed
      }
    },
    flushed: () => Promise.resolve(),
  }
}

function recordOf({ record }: Readonly<Record<string, string | null>>): unknown {
  if (record === null || record === undefined) throw new TypeError('Unexpected row without a record')
  return nativeJson(record)
}

/** The value of a field as its column has it: a text, or a time. */
function columnOf(record: object, column: string): string | number | null {
  const value = (record as Readonly<Record<string, unknown>>)[column]
  if (typeof value === 'string') return portableText(value)
  if (typeof value === 'number') return value
  if (value === null || value === undefined) return null
  throw new TypeError(`Unexpected value of "${column}", expected a text or a number`)
}
