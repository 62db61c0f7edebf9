import { auditHashOf } from '../audit/auditLine.ts'
import { openAuditRows } from '../audit/openAuditRows.ts'
import { ConfigError } from '../config/configError.ts'
import type { FilesState } from '../store/embedded/filesState.ts'
import { openDocumentRows } from '../documents/openDocumentRows.ts'
import { openDatabase } from '../store/postgres/openDatabase.ts'
import { openPostgresStore } from '../store/postgres/openPostgresStore.ts'
import { verifierName } from '../store/postgres/prepareDatabase.ts'
import { requireAlone } from '../store/postgres/requireAlone.ts'
import type { Place } from './place.ts'

const hour = 60 * 60_000

/**
 * The rows of a database.
 * @throws ConfigError when it cannot be used, or a verifier is connected to it
 */
export async function openRows(address: string): Promise<Place> {
  const database = await openDatabase(address, {
    connections: 8,
    states: ['ready', 'filling', 'moved', 'clearing'],
    as: `${verifierName} migrate`,
    statementTime: hour,
  })
  try {
    await requireAlone(database)
  } catch (error) {
    await database.close()
    throw error
  }
  const documents = openDocumentRows(database)
  return {
    name: 'the database',
    store: openPostgresStore(database),
    documents,
    audit: openAuditRows(database),
    requireAlone: () => requireAlone(database),
    async state() {
      const { rows } = await database.query('select state from zauth_schema where id = 1')
      return rows[0]?.['state'] as FilesState
    },
    async setState(state) {
      await database.query('update zauth_schema set state = $1 where id = 1', [state])
    },
    async addAudit(lines) {
      const last = lines.at(-1)
      if (last === undefined) return
      await database.query(
        `insert into audit (seq, time, line) select added.seq, added.time, added.line
          from unnest($1::text[]::bigint[], $2::text[]::bigint[], $3::text[]) as added (seq, time, line)`,
        [lines.map((line) => numberIn('seq', line)), lines.map((line) => numberIn('time', line)), lines],
      )
      await database.query(
        `insert into "auditHead" (id, seq, hash) values (1, $1, $2)
          on conflict (id) do update set seq = excluded.seq, hash = excluded.hash`,
        [numberIn('seq', last), auditHashOf(last)],
      )
    },
    async setAnchor(anchor) {
      // Any signature that comes later is over the line that the log ends with now, or one after it.
      await database.query('update "auditHead" set anchor = $1 where id = 1', [anchor])
    },
    async clear() {
      for (const table of ['documents', 'audit', '"auditHead"']) await database.query(`delete from ${table}`)
    },
    async close() {
      await documents.close()
      await database.close()
    },
  }
}

/** Lines are the verifier's own; one that cannot be read makes the log worth nothing, and is not passed over. */
function numberIn(field: 'seq' | 'time', line: string): string {
  const [, found] = new RegExp(`"${field}":(\\d{1,16})[,}]`).exec(line) ?? []
  if (found === undefined) throw new ConfigError('audit: A line of the audit log is damaged; see `zauth audit verify`')
  return found
}
