import { errors, type InteractionResults } from 'oidc-provider'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { authenticationOf } from '../roads/authenticationOf.ts'
import { refusalSentence } from '../roads/refusalSentence.ts'
import type { Finished, WayBack } from '../roads/road.ts'
import { demandedClasses } from './demandedClasses.ts'

/** Back to the website, with a code when the face matched and an error when not. oidc-provider knows where, and gives one code. */
export const wayBack: WayBack = async (ctx, finished, { provider }) => {
  try {
    const { params } = await provider().interactionDetails(ctx.req, ctx.res)
    const submission = { mergeWithLastSubmission: false }
    const returnTo = await provider().interactionResult(ctx.req, ctx.res, resultOf(finished, params), submission)
    ctx.status = 303
    ctx.redirect(returnTo)
  } catch (error) {
    if (!(error instanceof errors.SessionNotFound)) throw error
    throw new ZAuthError('interaction_over', 'its way back was taken meanwhile')
  }
}

function resultOf({ outcome, userId }: Finished, params: Readonly<Record<string, unknown>>): InteractionResults {
  if (outcome.state === 'refused') {
    // RFC 9470 §5
    const error = outcome.reason === 'face_required' ? 'unmet_authentication_requirements' : 'access_denied'
    return { error, error_description: refusalSentence(outcome.reason) }
  }
  const { acr, amr } = authenticationOf(outcome.by)
  if (demandedClasses(params)?.includes(acr) === false) {
    // RFC 9470 §5
    return { error: 'unmet_authentication_requirements', error_description: `authenticated as ${acr} only` }
  }
  return { login: { accountId: userId, acr, amr: [...amr], ts: Math.floor(outcome.at / 1000), remember: false } }
}
