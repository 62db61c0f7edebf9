import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import type { VerifierConfigInput } from '../../server/config/config.ts'
import { openVerifier } from '../../server/verifier.ts'
import { freePort } from '../../tools/freePort.ts'
import { createCertificates } from './certificates.ts'

/** A verifier behind TLS on this machine, with data of its own. This process trusts its certificate; its log lines are kept. */
export interface SecureWorld {
  readonly issuer: string
  /** Host and port, as Duo's clients want it. */
  readonly host: string
  /** Its certificate, and that of who signed it. PEM. */
  readonly certificate: string
  readonly authority: string
  readonly log: string[]
  /** Moves the verifier's clock ahead. */
  passTime(milliseconds: number): void
  /** The verifier's clock. */
  now(): number
  close(): Promise<void>
}

/** Starts one for some websites. */
export async function openSecureWorld(clients: VerifierConfigInput['clients']): Promise<SecureWorld> {
  const { authority, certificate, key } = await createCertificates()
  setDefaultCACertificates([...getCACertificates('default'), authority])
  const host = `localhost:${await freePort()}`
  const issuer = `https://${host}`
  const data = await mkdtemp(join(tmpdir(), 'zauth-interop-'))
  const log: string[] = []
  let ahead = 0
  const now = () => Date.now() + ahead
  const logTo = { write: (line: string) => void log.push(line) }
  const verifier = await openVerifier({ issuer, data, liveness: 'off', clients }, { logTo, now, threads: 1 })
  const handle = verifier.app.callback()
  const server = createServer({ cert: certificate, key }, (request, response) => void handle(request, response))
  server.listen(Number(new URL(issuer).port), 'localhost')
  await once(server, 'listening')
  return {
    issuer,
    host,
    certificate,
    authority,
    log,
    now,
    passTime(milliseconds) {
      ahead += milliseconds
    },
    async close() {
      server.close()
      server.closeAllConnections()
      await verifier.close()
      await rm(data, { recursive: true })
    },
  }
}
