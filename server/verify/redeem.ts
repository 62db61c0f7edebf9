import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import type { Means, VerifyChallenge } from '../store/records.ts'
import { secretHashOf } from './secretHashOf.ts'

/** A result that a browser has brought, the secret of the session that it was brought to, and whom that session is about. */
interface Brought {
  readonly clientId: string
  readonly userId: string
  readonly secret: string
  readonly result: string
}

/** A challenge whose person was recognised. */
type Recognised = VerifyChallenge & { readonly authenticatedAt: number; readonly authenticatedBy: Means }

/**
 * Redeems a result, once.
 * @throws ZAuthError `result_unknown`, which does not use it up, `result_expired`, `result_used`
 */
export async function redeem(
  { store, now }: Pick<Parts, 'store' | 'now'>,
  { clientId, userId, secret, result }: Brought,
): Promise<Recognised> {
  const [challenge] = await store.verifyChallenges.findAll({ secretHash: secretHashOf(secret) })
  // One answer for all of them: which part is wrong would help nobody but whoever found a result.
  if (
    challenge?.clientId !== clientId ||
    challenge.userId !== userId ||
    challenge.resultHash !== secretHashOf(result) ||
    challenge.authenticatedAt === null ||
    challenge.authenticatedBy === null
  ) {
    throw new ZAuthError(
      'result_unknown',
      challenge === undefined ? 'no such secret' : `of a challenge that is ${challenge.state}`,
    )
  }
  const { id, resultHash, authenticatedAt, authenticatedBy } = challenge
  if ((challenge.resultExpiresAt ?? 0) <= now()) throw new ZAuthError('result_expired')
  if (!(await store.verifyChallenges.update(id, { state: 'answered', resultHash }, { state: 'redeemed' }))) {
    throw new ZAuthError('result_used')
  }
  return { ...challenge, authenticatedAt, authenticatedBy }
}
