import { ZAuthError } from '../../shared/protocol/errors.ts'
import { mostOfRequest } from '../interactions/refuseMultitude.ts'
import { firstTime } from '../once/firstTime.ts'
import { kinds } from '../once/kinds.ts'
import type { Parts } from '../parts.ts'
import type { DuoRequest } from './readRequest.ts'

/**
 * Counts a sign-in that a request begins for as long as the request may be sent again: longer than a sign-in is remembered.
 * @throws ZAuthError `too_many_tries`
 */
export async function countSignIn({ store }: Parts, { id, expiresAt }: DuoRequest): Promise<void> {
  for (let i = 1; i <= mostOfRequest; i++) if (await firstTime(store, `${kinds.duoSignIn}${i}:${id}`, expiresAt)) return
  throw new ZAuthError('too_many_tries', 'one request, too many sign-ins')
}
