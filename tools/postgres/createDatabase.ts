import { randomBytes } from 'node:crypto'
import { Client } from 'pg'

/** An empty database. */
export interface Database {
  readonly url: string
  /** Forgets it, whoever is still connected. */
  drop(): Promise<void>
}

/**
 * Makes a database of its own, so that nobody meets what others have left.
 * @param server the address of a PostgreSQL, of a user who may do that
 */
export async function createDatabase(server: string): Promise<Database> {
  const name = `zauth_${randomBytes(8).toString('hex')}`
  await tell(server, `create database ${name}`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return { url: url.href, drop: () => tell(server, `drop database ${name} with (force)`) }
}

async function tell(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}
