import { createHmac } from 'node:crypto'
import type { Parts } from '../parts.ts'
import { slowHash } from './slowHash.ts'

/**
 * What is stored of a code: its slow hash, base64url. The salt is the account's, made with a key of the verifier's, so
 * that one hash tells for all codes of an account, and nothing for those of another.
 *
 * @param code as `readCode` gives it
 */
export async function codeIdOf({ keys }: Pick<Parts, 'keys'>, account: string, code: string): Promise<string> {
  // Interactions, whose tickets are made with the same key, have no colon in their names.
  const salt = createHmac('sha256', keys.tickets).update(`codes:${account}`).digest()
  return (await slowHash(code, salt)).toString('base64url')
}
