import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { inject } from 'vitest'
import { createDatabase, type Database } from '../../tools/postgres/createDatabase.ts'

/** An empty database on the tests' PostgreSQL, which starts when it is first asked for. */
export async function freshDatabase(): Promise<Database> {
  const server = await text(connect(inject('postgres'), '127.0.0.1'))
  if (!URL.canParse(server)) throw new Error(server)
  return await createDatabase(server)
}
