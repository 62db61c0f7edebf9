import { Client } from 'pg'
import { ConfigError } from '../../config/configError.ts'
import { NotNowError } from '../../config/notNowError.ts'
import type { FilesState } from '../embedded/filesState.ts'
import { connection } from './connection.ts'
import { databaseComplaint, isLasting } from './databaseComplaint.ts'
import { failureCode, isConflict } from './databaseFailure.ts'
import { migrations } from './migrations/migrations.ts'

/** What a database may be used for, as of a data folder. */
type DatabaseState = FilesState

export interface Opening {
  /** The states in which it may be; `ready` alone for a verifier. */
  readonly states: readonly DatabaseState[]
  /** Who says that it is connected; a verifier and its short commands by default. */
  readonly as?: string
}

/** By which a verifier that runs is known. */
export const verifierName = 'zauth'

const noSuchTable = '42P01'
/** What nodes that make the same table at the same time hear, all but one. */
const others = ['23505', '42P07', '42710']
const patience = 20

/**
 * Brings a database up to this program's version, once: of nodes that start together one does it, and the others wait.
 *
 * @param enter is done while this is still connected, so that whoever changes the state and then asks who is there misses nobody
 * @throws NotNowError when it cannot be reached; ConfigError when it lets nobody in, is of a newer version, or is in another state than it may be
 */
export async function prepareDatabase(
  address: string,
  { states, as = verifierName }: Opening,
  enter: () => Promise<void> = () => Promise.resolve(),
): Promise<void> {
  const client = new Client(connection(address, as))
  // What is lost while it is used, its statements tell.
  client.on('error', () => undefined)
  try {
    await client.connect()
    const { version, state } = await upToDate(client)
    if (version > migrations.length)
      throw new ConfigError(
        `database: A newer version of ZAuth has written it (${version}; this one knows ${migrations.length}). Update ZAuth`,
      )
    if (!states.includes(state)) throw new ConfigError(`database: ${reasons[state]}`)
    await enter()
  } catch (cause) {
    if (cause instanceof ConfigError) throw cause
    const complaint = databaseComplaint(cause)
    if (complaint === null) throw new Error(`The database refused to be prepared (${failureCode(cause)})`, { cause })
    throw new (isLasting(cause) ? ConfigError : NotNowError)(`database: ${complaint}`, { cause })
  } finally {
    await client.end().catch(() => undefined)
  }
}

const reasons: Record<DatabaseState, string> = {
  ready: 'It is in use; expected an empty one',
  filling: '`zauth migrate` has not finished what it began; run it again',
  moved: '`zauth migrate` has moved what is in it to files; expected another database',
  clearing: '`zauth migrate --remove-source` has not finished what it began; run it again',
}

interface Found {
  readonly version: number
  readonly state: DatabaseState
}

async function upToDate(client: Client): Promise<Found> {
  const found = await findSchema(client)
  if (found !== null && found.version >= migrations.length) return found
  for (let tried = 1; ; tried++) {
    try {
      if ((await findSchema(client)) === null) await begin(client)
      return await bringUp(client)
    } catch (error) {
      await client.query('rollback')
      if (!(isConflict(error) || others.includes(failureCode(error))) || tried === patience) throw error
    }
  }
}

/** What a database says that it is; `null` when it says nothing yet. */
export async function findSchema(client: Client, lock = ''): Promise<Found | null> {
  try {
    const { rows } = await client.query<{ version: string; state: DatabaseState }>(
      `select version, state from zauth_schema where id = 1 ${lock}`,
    )
    const [row] = rows
    return row === undefined ? null : { version: Number(row.version), state: row.state }
  } catch (error) {
    if (failureCode(error) === noSuchTable) return null
    throw error
  }
}

async function begin(client: Client): Promise<void> {
  await client.query(
    'create table if not exists zauth_schema (id int primary key, version int not null, state text not null)',
  )
  await client.query(`insert into zauth_schema (id, version, state) values (1, 0, 'ready') on conflict (id) do nothing`)
}

async function bringUp(client: Client): Promise<Found> {
  await client.query('begin')
  // Whoever comes second waits here, and finds that there is nothing left to do.
  const found = await findSchema(client, 'for update')
  if (found === null) throw new Error('The table that says its version is gone')
  for (const statements of migrations.slice(found.version))
    for (const statement of statements) await client.query(statement)
  const version = Math.max(found.version, migrations.length)
  await client.query('update zauth_schema set version = $1 where id = 1', [version])
  await client.query('commit')
  return { version, state: found.state }
}
