import { Client } from 'pg'
import { connection } from './connection.ts'
import { migrations } from './migrations/migrations.ts'
import { findSchema, verifierName } from './prepareDatabase.ts'

/**
 * Whether a database is of an earlier version than this program, or empty, so that opening it would change it. Changes nothing.
 * @returns `false`, too, for one that cannot be reached: whoever opens it says why
 */
export async function isBehind(address: string): Promise<boolean> {
  const client = new Client(connection(address, verifierName))
  client.on('error', () => undefined)
  try {
    await client.connect()
    return ((await findSchema(client))?.version ?? 0) < migrations.length
  } catch {
    return false
  } finally {
    await client.end().catch(() => undefined)
  }
}
