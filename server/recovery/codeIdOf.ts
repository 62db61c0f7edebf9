import { createHmac, scrypt } from 'node:crypto'
import { promisify } from 'node:util'
import type { Parts } from '../parts.ts'

const slowHash = promisify<string, Buffer, number, object, Buffer>(scrypt)

// 60 random bits would do with less (OWASP's 2^17 is for passwords): this is 16 MB and some 40 ms for each guess of a thief of
// the records, who has to have the key of the salt, too.
const cost = { N: 2 ** 14, r: 8, p: 1 }
const length = 32

/** One at a time, so that many that are typed at once take no more memory than one. */
let turn: Promise<unknown> = Promise.resolve()

/**
 * What is stored of a code: its scrypt (RFC 7914), base64url. The salt is the account's, made with a key of the verifier's, so
 * that one hash tells for all codes of an account, and nothing for those of another.
 *
 * @param code as `readCode` gives it
 */
export async function codeIdOf({ keys }: Pick<Parts, 'keys'>, account: string, code: string): Promise<string> {
  // Interactions, whose tickets are made with the same key, have no colon in their names.
  const salt = createHmac('sha256', keys.tickets).update(`codes:${account}`).digest()
  const hashed = turn.then(() => slowHash(code, salt, length, cost))
  turn = hashed.catch(() => undefined)
  return (await hashed).toString('base64url')
}
