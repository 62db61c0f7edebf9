import { scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import { ZAuthError } from '../../shared/protocol/errors.ts'

const hash = promisify<string, Buffer, number, object, Buffer>(scrypt)

// 60 random bits would do with less (OWASP's 2^17 is for passwords): this is 16 MB and some 40 ms for each guess of a thief of
// the records, who has to have the key of the salt, too.
const cost = { N: 2 ** 14, r: 8, p: 1 }
const length = 32
/** As many as are done in a few seconds: whoever would come behind them hears that at once. */
const mostWaiting = 50
/** Seconds. */
const retryAfter = 5

/** One at a time, so that many that are typed at once take no more memory than one. */
let turn: Promise<unknown> = Promise.resolve()
let waiting = 0

/** scrypt (RFC 7914), 32 bytes, in turn. */
export async function slowHash(text: string, salt: Buffer): Promise<Buffer> {
  waiting += 1
  const hashed = turn.then(() => hash(text, salt, length, cost))
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
