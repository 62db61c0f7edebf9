import { randomBytes } from 'node:crypto'
import type { Parts } from '../parts.ts'
import type { VerifyChallenge } from '../store/records.ts'
import { secretHashOf } from './secretHashOf.ts'

/** What is asked for, by whom, about whom. */
type Order = Pick<VerifyChallenge, 'clientId' | 'userId' | 'account' | 'returnTo' | 'reason' | 'action' | 'demandsFace'>

/** How long past its sign-in a challenge is remembered, so that whoever comes late is told why. */
const remembered = 10 * 60_000

/** A challenge that nobody has opened yet, and the secret for the session that it is for, of which the record holds the hash alone. */
export function newChallenge(
  { config, now }: Pick<Parts, 'config' | 'now'>,
  order: Order,
): { readonly challenge: VerifyChallenge; readonly secret: string } {
  const lifetime = 1000 * config.limits.interactionSeconds
  const expiresAt = now() + lifetime
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
    expiresAt,
    // Opened in its last moment, its sign-in lives as long again.
    removeAt: expiresAt + lifetime + remembered,
  }
  return { challenge, secret }
}
