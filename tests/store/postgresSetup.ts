import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import type { TestProject } from 'vitest/node'
import { openPostgres, type Postgres } from '../../tools/postgres/openPostgres.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** The port of loopback that says where the tests' PostgreSQL is. */
    readonly postgres: number
  }
}

/**
 * One PostgreSQL for all test files of a run, started when the first of them asks where it is: the address of the server is all that
 * a connection to the port gives. `ZAUTH_POSTGRES` names another server, of a user who may make databases.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  let own: Promise<Postgres> | null = null
  const named = process.env['ZAUTH_POSTGRES']
  const open = async () => (await (own ??= openPostgres((line) => void process.stdout.write(`${line}\n`)))).url
  const server = createServer((connection) => {
    connection.on('error', () => undefined)
    void (named ? Promise.resolve(named) : open()).then(
      (url) => connection.end(url),
      (error: unknown) => connection.end(String(error)),
    )
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  project.provide('postgres', (server.address() as AddressInfo).port)
  return async () => {
    server.close()
    // One that did not start has nothing to be stopped.
    await own?.then((started) => started.stop()).catch(() => undefined)
  }
}
