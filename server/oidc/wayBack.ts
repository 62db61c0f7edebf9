import type { InteractionResults } from 'oidc-provider'
import { refusalSentence } from '../interactions/refusalSentence.ts'
import type { Finished, WayBack } from '../interactions/road.ts'
import { acr, amr } from './authentication.ts'

/** Back to the website, with a code when the face matched and an error when not. oidc-provider knows where, and gives one code. */
export const wayBack: WayBack = async (ctx, finished, { provider }) => {
  const submission = { mergeWithLastSubmission: false }
  const returnTo = await provider.interactionResult(ctx.req, ctx.res, resultOf(finished), submission)
  ctx.status = 303
  ctx.redirect(returnTo)
}

function resultOf({ outcome, userId }: Finished): InteractionResults {
  if (outcome.state === 'refused') {
    return { error: 'access_denied', error_description: refusalSentence(outcome.reason) }
  }
  return { login: { accountId: userId, acr, amr: [...amr], ts: Math.floor(outcome.at / 1000), remember: false } }
}
