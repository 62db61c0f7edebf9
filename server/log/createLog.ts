import { pino, type DestinationStream, type Logger } from 'pino'

/** Names under which a secret or a biometric could ever stand; no line of ours has them, this makes sure. */
const secrets = [
  'authorization',
  'cookie',
  'dpop',
  'ticket',
  'token',
  'client_secret',
  'login_hint',
  'probe',
  'template',
  'publicKey',
  'embeddings',
]

/** Structured lines of JSON, to standard output unless told otherwise. */
export function createLog(destination: DestinationStream | undefined): Logger {
  const redacted = secrets.flatMap((name) => [name, `*.${name}`, `*.*.${name}`])
  const options = { base: null, redact: redacted, timestamp: pino.stdTimeFunctions.isoTime }
  return destination === undefined ? pino(options) : pino(options, destination)
}
