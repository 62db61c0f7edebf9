import { pbkdf2 } from 'node:crypto'
import { promisify } from 'node:util'
import { ZAuthError } from '../../shared/protocol/errors.ts'

const hash = promisify(pbkdf2)

// For 60 random bits, not for a password, which would need more: a guess costs a thief of the records, who has to have the key of
// the salt as well, that many hashes. Not scrypt: the allocator keeps its 16 MB for each thread that has ever made one.
const iterations = 100_000
const length = 32
/** As many as are done in a few seconds: whoever would come behind them hears that at once. */
const mostWaiting = 50
/** Seconds. */
const retryAfter = 5

/** One at a time, so that many that are typed at once leave the processor to the matches. */
let turn: Promise<unknown> = Promise.resolve()
let waiting = 0

/** PBKDF2 (RFC 8018 §5.2) with HMAC-SHA-256, 32 bytes, in turn. */
export async function slowHash(text: string, salt: Buffer): Promise<Buffer> {
  waiting += 1
  const hashed = turn.then(() => hash(text, salt, iterations, length, 'sha256'))
  turn = hashed.catch(() => undefined)
  try {
    return await hashed
  } finally {
    waiting -= 1
  }
}

/**
 * Says whether there is room for one more, before anything is counted or begun for it.
 * @throws ZAuthError `busy`
 */
export function requireRoom(): void {
  if (waiting >= mostWaiting) throw new ZAuthError('busy', 'too many codes wait', { retryAfter })
}
