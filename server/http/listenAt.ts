import { once } from 'node:events'
import type { Server } from 'node:http'
import { errorCodeOf } from '../files/errorCodeOf.ts'
import { ConfigError } from '../config/configError.ts'
import { NotNowError } from '../config/notNowError.ts'

interface Place {
  readonly host: string
  readonly port: number
}

/**
 * Makes a server listen.
 *
 * @param setting the table of the settings that says where, to be named in a complaint
 * @throws ConfigError when it cannot listen there; NotNowError when that may go well later
 */
export async function listenAt(server: Server, { host, port }: Place, setting: 'listen' | 'operator'): Promise<void> {
  try {
    server.listen(port, host)
    await once(server, 'listening')
  } catch (cause) {
    const complaint = complaintOf(errorCodeOf(cause), host, port)
    if (complaint === null) throw cause
    throw new (isPassing(cause) ? NotNowError : ConfigError)(`${setting}.${complaint}`, { cause })
  }
}

/** The one before may still be ending, and names be known when the network is. */
const isPassing = (cause: unknown): boolean => errorCodeOf(cause) === 'EADDRINUSE' || errorCodeOf(cause) === 'EAI_AGAIN'

function complaintOf(code: unknown, host: string, port: number): string | null {
  switch (code) {
    case 'EADDRINUSE':
      return `port: Port ${port} of ${host} is in use by another program`
    case 'EACCES':
    case 'EPERM':
      return `port: This user may not listen on port ${port}`
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EADDRNOTAVAIL':
    case 'EAFNOSUPPORT':
    case 'EINVAL':
      return `host: ${host} is no address of this machine`
    default:
      return null
  }
}
