import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { VerifierConfigInput } from './config.ts'
import { createVerifier, type VerifierOptions } from './verifier.ts'

export interface Serving {
  /** The issuer. */
  readonly url: string
  /** Ends what is under way, then threads and timers. */
  close(): Promise<void>
}

const limits = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 10_000, maxHeaderSize: 16 * 1024 }
/** Requests that are under way when the verifier is told to end get this long. */
const patience = 10_000

/**
 * Runs a verifier on a port of its own.
 * @throws ConfigError; whatever listening throws
 */
export async function serve(config: VerifierConfigInput, options: VerifierOptions = {}): Promise<Serving> {
  const verifier = await createVerifier(config, options)
  const handle = verifier.app.callback()
  const server = createServer(limits, (request, response) => void handle(request, response))
  try {
    const { host, port } = verifier.config.listen
    server.listen(port, host)
    await once(server, 'listening')
  } catch (error) {
    await verifier.close()
    throw error
  }
  const { issuer: url } = verifier.config
  verifier.log.info({ url, ...addressOf(server) }, 'listening')
  return {
    url,
    async close() {
      await closeServer(server)
      await verifier.close()
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
