import type { Context } from 'koa'
import { authenticateClient } from '../http/authenticateClient.ts'
import { noteSubject } from '../http/noteSubject.ts'
import { readJson } from '../http/readJson.ts'
import { accountIdOf } from '../interactions/accountIdOf.ts'
import type { Parts } from '../parts.ts'
import { authenticationOf } from '../roads/authenticationOf.ts'
import { Redemption, type Confirmation } from './messages.ts'
import { redeem } from './redeem.ts'

/** `POST /v1/verify`: the back end redeems a result, once, for the session and the user that it was ordered for. */
export async function redeemResult(ctx: Context, parts: Parts): Promise<void> {
  const client = authenticateClient(ctx, parts, 'verify')
  const { result, secret, user } = await readJson(ctx, parts, Redemption)
  noteSubject(ctx, parts, accountIdOf(client.id, user))
  const challenge = await redeem(parts, { clientId: client.id, userId: user, secret, result })
  const { id, reason, action, authenticatedAt, authenticatedBy } = challenge
  const { amr, acr } = authenticationOf(authenticatedBy)
  ctx.body = { user, authenticatedAt, amr, acr, challenge: id, reason, action } satisfies Confirmation
}
