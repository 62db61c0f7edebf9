import { randomBytes } from 'node:crypto'
import type { VerifyChallenge } from '../store/records.ts'
import { secretHashOf } from './secretHashOf.ts'

/** What is asked for, by whom, about whom. */
type Order = Pick<
  VerifyChallenge,
  'clientId' | 'userId' | 'account' | 'returnTo' | 'reason' | 'action' | 'demandsFace' | 'expiresAt' | 'removeAt'
>

/** A challenge that nobody has opened yet, and the secret for the session that it is for, of which the record holds the hash alone. */
export function newChallenge(order: Order): { readonly challenge: VerifyChallenge; readonly secret: string } {
  const [id, secret] = [randomBytes(32).toString('base64url'), randomBytes(32).toString('base64url')]
  const challenge: VerifyChallenge = {
    id,
    ...order,
    secretHash: secretHashOf(secret),
    state: 'open',
    interaction: null,
    inWindow: false,
    resultHash: null,
    resultExpiresAt: null,
    authenticatedAt: null,
    authenticatedBy: null,
  }
  return { challenge, secret }
}
