import { setTimeout } from 'node:timers/promises'
import { Pool } from 'pg'
import { connection } from './connection.ts'
import type { Database, Result, Value } from './database.ts'
import { databaseFailure, isConflict } from './databaseFailure.ts'
import { prepareDatabase, verifierName, type Opening } from './prepareDatabase.ts'

const second = 1000
/** The server gives up after this time; if nothing is heard of it for some more, so do we. */
const usualTime = 10 * second
const silence = 5 * second
const idleTime = 30 * second
/** How often something is tried that was in another's way, and nothing but that. */
const triesOnConflict = 8

interface Settings extends Opening {
  /** At most. */
  readonly connections: number
  /** Milliseconds that a statement may take. */
  readonly statementTime?: number
}

/**
 * Opens a database by a pool of connections, and makes it into that of this program. Connections that are lost are replaced when
 * they are needed: a database that comes back is found again.
 *
 * @param address `postgresql://…`
 * @throws ConfigError when it cannot be reached, or is of a newer version than this program
 */
export async function openDatabase(
  address: string,
  { connections, statementTime = usualTime, ...opening }: Settings,
): Promise<Database> {
  const pool = new Pool({
    ...connection(address, opening.as ?? verifierName),
    max: connections,
    idleTimeoutMillis: idleTime,
    query_timeout: statementTime + silence,
    // Said when it is there: poolers refuse a connection that begins with it. It is waited for, which its type does not say.
    onConnect: (client) => client.query(`set statement_timeout = ${statementTime}`) as unknown as undefined,
  })
  // Of a connection that nobody uses. The next statement takes another one, and says what is wrong if there is none.
  pool.on('error', () => undefined)
  try {
    await prepareDatabase(address, opening, async () => {
      const client = await pool.connect()
      client.release()
    })
  } catch (error) {
    await pool.end()
    throw error
  }
  const names = new Map<string, string>()
  const running = new Set<Promise<unknown>>()

  async function say(text: string, values: readonly Value[]): Promise<Result> {
    const name = names.get(text) ?? `zauth_${names.size}`
    names.set(text, name)
    for (let tried = 1; ; tried++) {
      try {
        const { rows, rowCount } = await pool.query<Result['rows'][number]>({ name, text, values: [...values] })
        return { rows, count: rowCount ?? 0 }
      } catch (error) {
        if (!isConflict(error) || tried === triesOnConflict) throw databaseFailure(error)
        await setTimeout(Math.random() * 10 * tried)
      }
    }
  }

  return {
    query(text, values = []) {
      const asked = say(text, values)
      const ended: Promise<unknown> = asked.then(
        () => running.delete(ended),
        () => running.delete(ended),
      )
      running.add(ended)
      return asked
    },
    async close() {
      while (running.size > 0) await Promise.all(running)
      await pool.end()
    },
  }
}
