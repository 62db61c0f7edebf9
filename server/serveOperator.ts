import { once } from 'node:events'
import { createServer } from 'node:http'
import type Koa from 'koa'
import { listenAt } from './http/listenAt.ts'

/** As long as a reading takes at most, on a machine that is busy. */
const limits = { headersTimeout: 5_000, requestTimeout: 10_000, keepAliveTimeout: 5_000, maxHeaderSize: 16 * 1024 }

/**
 * Serves operators on an address of their own.
 *
 * @returns ends it at once
 * @throws ConfigError when it cannot listen there
 */
export async function serveOperator(app: Koa, place: { host: string; port: number }): Promise<() => Promise<void>> {
  const handle = app.callback()
  const server = createServer(limits, (request, response) => void handle(request, response))
  await listenAt(server, place, 'operator')
  return async () => {
    const closed = once(server, 'close')
    server.close()
    server.closeAllConnections()
    await closed
  }
}
