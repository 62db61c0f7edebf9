import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { authenticateClient } from '../http/authenticateClient.ts'
import { noteSubject } from '../http/noteSubject.ts'
import { readJson } from '../http/readJson.ts'
import { authenticationOf } from '../interactions/authenticationOf.ts'
import type { Parts } from '../parts.ts'
import { Redemption, type Confirmation } from './messages.ts'
import { secretHashOf } from './secretHashOf.ts'

/** `POST /v1/verify`: the back end redeems a result, once, for the session and the user that it was ordered for. */
export async function redeemResult(ctx: Context, parts: Parts): Promise<void> {
  const { store, now } = parts
  const client = authenticateClient(ctx, parts, 'verify')
  const { result, secret, user } = await readJson(ctx, parts, Redemption)
  const [challenge] = await store.verifyChallenges.findAll({ secretHash: secretHashOf(secret) })
  // One answer for all of them: which part is wrong would help nobody but whoever found a result. It is not used up by that.
  if (
    challenge?.clientId !== client.id ||
    challenge.userId !== user ||
    challenge.resultHash !== secretHashOf(result) ||
    challenge.authenticatedAt === null ||
    challenge.authenticatedBy === null
  ) {
    throw new ZAuthError(
      'result_unknown',
      challenge === undefined ? 'no such secret' : `of a challenge that is ${challenge.state}`,
    )
  }
  const { id, resultHash, reason, action, authenticatedAt, authenticatedBy } = challenge
  noteSubject(ctx, parts, challenge.account)
  if ((challenge.resultExpiresAt ?? 0) <= now()) throw new ZAuthError('result_expired')
  if (!(await store.verifyChallenges.update(id, { state: 'answered', resultHash }, { state: 'redeemed' }))) {
    throw new ZAuthError('result_used')
  }
  const { amr, acr } = authenticationOf(authenticatedBy)
  ctx.body = { user, authenticatedAt, amr, acr, challenge: id, reason, action } satisfies Confirmation
}
