import type { Context } from 'koa'
import type { InteractionResults } from 'oidc-provider'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { noteSubject } from '../http/noteSubject.ts'
import { requireOwnOrigin } from '../http/requireOwnOrigin.ts'
import { hasExpired } from '../interactions/hasExpired.ts'
import { ownInteraction } from '../interactions/ownInteraction.ts'
import { refusalSentence } from '../interactions/refusalSentence.ts'
import { refuseInteraction } from '../interactions/refuseInteraction.ts'
import { acr, amr } from '../oidc/authentication.ts'
import type { PartsWithProvider } from '../parts.ts'
import type { InteractionRecord } from '../store/records.ts'

/** `POST /interaction/{uid}/finish`: back to the website, with a code when the face matched and an error when not. */
export async function finish(ctx: Context, uid: string, parts: PartsWithProvider): Promise<void> {
  requireOwnOrigin(ctx, parts)
  const { interaction } = await ownInteraction(ctx, uid, parts)
  noteSubject(ctx, parts, interaction.account)
  const ended = await endedInteraction(parts, interaction)
  const account = await parts.store.accounts.find(interaction.account)
  if (account === null) throw new TypeError('An interaction without an account')
  const result = resultOf(ended, account.userId)
  const returnTo = await parts.provider.interactionResult(ctx.req, ctx.res, result, { mergeWithLastSubmission: false })
  ctx.status = 303
  ctx.redirect(returnTo)
}

/** A sign-in that has expired ends here, if nothing else has ended it. */
async function endedInteraction(parts: PartsWithProvider, interaction: InteractionRecord): Promise<InteractionRecord> {
  if (hasExpired(interaction, parts.now())) {
    await refuseInteraction(parts, interaction.id, 'expired')
  }
  return (await parts.store.interactions.find(interaction.id)) ?? interaction
}

/** There is no other way to a code than an interaction that an accepted token has ended. */
function resultOf({ state, refusal, authenticatedAt }: InteractionRecord, userId: string): InteractionResults {
  if (state === 'authenticated' && authenticatedAt !== null) {
    return { login: { accountId: userId, acr, amr: [...amr], ts: Math.floor(authenticatedAt / 1000), remember: false } }
  }
  if (state === 'refused') {
    return { error: 'access_denied', error_description: refusalSentence(refusal ?? 'failed') }
  }
  throw new ZAuthError('malformed_request', `not finished: ${state}`)
}
