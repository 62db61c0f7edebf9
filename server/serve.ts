import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { VerifierConfig, VerifierConfigInput } from './config.ts'
import { ConfigError } from './configError.ts'
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

const limits = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 10_000, maxHeaderSize: 16 * 1024 }
/** Requests that are under way when the verifier is told to end get this long. */
const patience = 10_000

/**
 * Runs a verifier on a port of its own.
 * @throws ConfigError also when it cannot listen where it is told to
 */
export async function serve(config: VerifierConfigInput, options: ServeOptions = {}): Promise<Serving> {
  const verifier = await createVerifier(config, options)
  const server = createServer(limits, verifier.handle)
  try {
    await listen(server, verifier.config.listen)
  } catch (error) {
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
      await closeServer(server)
      await verifier.close()
    },
  }
}

async function listen(server: Server, { host, port }: VerifierConfig['listen']): Promise<void> {
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (cause) {
    const complaint = complaintOf(cause instanceof Error && 'code' in cause ? cause.code : null, host, port)
    throw complaint === null ? cause : new ConfigError(complaint, { cause })
  }
}

function complaintOf(code: unknown, host: string, port: number): string | null {
  switch (code) {
    case 'EADDRINUSE':
      return `listen.port: Port ${port} of ${host} is in use by another program`
    case 'EACCES':
    case 'EPERM':
      return `listen.port: This user may not listen on port ${port}`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EINVAL':
      return `listen.host: ${host} is no address of this machine`
    default:
      return null
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
