import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { VerifierConfigInput } from './config/config.ts'
import { listenAt } from './http/listenAt.ts'
import { serveOperator } from './serveOperator.ts'
import { createVerifier, type VerifierOptions } from './verifier.ts'

export interface Serving {
  /** The issuer. */
  readonly url: string
  /** Ends what is under way, then threads and timers. */
  close(): Promise<void>
}

interface ServeOptions extends VerifierOptions {
  /** Names of settings that were given and mean nothing, to be told in the log. */
  readonly ignored?: readonly string[]
}

/** Milliseconds and bytes. Node looks only now and then who is too slow: twice a second is often enough. */
const limits = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 10_000,
  connectionsCheckingInterval: 500,
  maxHeaderSize: 16 * 1024,
}
/** A connection on which nothing moves for so long, in neither direction, is hung up on: its client does not read, say. */
const silence = 30_000
/** Each takes some memory and a file's number, of which the store needs some, too. */
const mostConnections = 4000
/** Requests that are under way when the verifier is told to end get this long. */
const patience = 10_000

/**
 * Runs a verifier on a port of its own.
 * @throws ConfigError also when it cannot listen where it is told to
 */
export async function serve(config: VerifierConfigInput, options: ServeOptions = {}): Promise<Serving> {
  const verifier = await createVerifier(config, options)
  const server = createServer(limits, verifier.handle).setTimeout(silence)
  server.maxConnections = mostConnections
  let endOperator = (): Promise<void> => Promise.resolve()
  try {
    if (verifier.config.operator) endOperator = await serveOperator(verifier.operator.app, verifier.config.operator)
    await listenAt(server, verifier.config.listen, 'listen')
  } catch (error) {
    await endOperator()
    await verifier.close()
    throw error
  }
  const { issuer: url } = verifier.config
  const { ignored = [] } = options
  if (ignored.length > 0) verifier.log.warn({ ignored }, 'unknown settings are ignored')
  verifier.log.info({ url, ...addressOf(server) }, 'listening')
  return {
    url,
    async close() {
      verifier.operator.drain()
      await closeServer(server)
      await verifier.close()
      await endOperator()
    },
  }
}

function addressOf(server: Server): object {
  const address = server.address()
  return typeof address === 'object' && address !== null ? { host: address.address, port: address.port } : {}
}

async function closeServer(server: Server): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const timer = setTimeout(() => {
    server.closeAllConnections()
  }, patience)
  await closed
  clearTimeout(timer)
}
