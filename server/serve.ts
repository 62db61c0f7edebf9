import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { VerifierConfigInput } from './config/config.ts'
import { listenAt } from './http/listenAt.ts'
import { serveOperator } from './serveOperator.ts'
import { openVerifier } from './verifier.ts'
import type { VerifierOptions } from './verifierOptions.ts'

export interface Serving {
  /** The issuer. */
  readonly url: string
  /** Ends what is under way, then threads and timers. */
  close(): Promise<void>
}

/** How long somebody is waited for. Milliseconds. */
export interface Patience {
  /** For the headers of a request. */
  readonly headers: number
  /** For a request as a whole. */
  readonly request: number
  /** A connection on which nothing moves for so long, in neither direction, is hung up on: its client does not read, say. */
  readonly silence: number
  /** Requests that are under way when the verifier is told to end get this long. */
  readonly ending: number
}

export const usualPatience: Patience = { headers: 10_000, request: 30_000, silence: 30_000, ending: 10_000 }

interface ServeOptions extends VerifierOptions {
  /** Names of settings that were given and mean nothing, to be told in the log. */
  readonly ignored?: readonly string[]
  /** `usualPatience` by default. */
  readonly patience?: Patience
}

/** Milliseconds and bytes. Node looks only now and then who is too slow: twice a second is often enough. */
const limits = { keepAliveTimeout: 10_000, connectionsCheckingInterval: 500, maxHeaderSize: 16 * 1024 }
/** Each takes some memory and a file's number, of which the store needs some, too. */
const mostConnections = 4000

/**
 * Runs a verifier on a port of its own.
 * @throws ConfigError also when it cannot listen where it is told to
 */
export async function serve(config: VerifierConfigInput, options: ServeOptions = {}): Promise<Serving> {
  const verifier = await openVerifier(config, options)
  const { ignored = [], patience = usualPatience } = options
  const timeouts = { headersTimeout: patience.headers, requestTimeout: patience.request }
  const server = createServer({ ...limits, ...timeouts }, verifier.handle).setTimeout(patience.silence)
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
  if (ignored.length > 0) verifier.log.warn({ ignored }, 'unknown settings are ignored')
  verifier.log.info({ url, ...addressOf(server) }, 'listening')
  return {
    url,
    async close() {
      verifier.operator.drain()
      await closeServer(server, patience.ending)
      await verifier.close()
      await endOperator()
    },
  }
}

function addressOf(server: Server): object {
  const address = server.address()
  return typeof address === 'object' && address !== null ? { host: address.address, port: address.port } : {}
}

async function closeServer(server: Server, patience: number): Promise<void> {
  const closed = once(server, 'close')
  server.close()
  server.closeIdleConnections()
  const timer = setTimeout(() => {
    server.closeAllConnections()
  }, patience)
  await closed
  clearTimeout(timer)
}
