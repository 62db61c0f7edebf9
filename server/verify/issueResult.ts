import { randomBytes } from 'node:crypto'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Finished, Outcome } from '../roads/road.ts'
import type { Parts } from '../parts.ts'
import { secretHashOf } from './secretHashOf.ts'

const lifetime = 60_000

/**
 * The one result of a challenge, 32 random bytes in base64url, for the back end to redeem within a minute.
 * @throws ZAuthError `interaction_over` when it was issued before
 */
export async function issueResult(
  { store, now }: Parts,
  challenge: string,
  { id: interaction }: Finished['interaction'],
  { at, by }: Extract<Outcome, { state: 'authenticated' }>,
): Promise<string> {
  const result = randomBytes(32).toString('base64url')
  const issued = await store.verifyChallenges.update(
    challenge,
    { state: 'begun', interaction },
    {
      state: 'answered',
      resultHash: secretHashOf(result),
      resultExpiresAt: now() + lifetime,
      authenticatedAt: at,
      authenticatedBy: by,
    },
  )
  if (!issued) throw new ZAuthError('interaction_over', 'its result was issued before')
  return result
}
