import * as v from 'valibot'
import { refusalSentence } from '../roads/refusalSentence.ts'
import type { WayBack } from '../roads/road.ts'
import { issueCode } from './issueCode.ts'
import { redirectBack } from './redirectBack.ts'
import { WayBackState } from './wayBackState.ts'

/** Back to the website: with a code when the face matched, and an error, never a code, when not. */
export const wayBack: WayBack = async (ctx, { interaction, clientId, userId, outcome }, parts) => {
  const { redirectUri, state, nonce, codeParameter } = v.parse(WayBackState, JSON.parse(interaction.wayBack))
  if (outcome.state === 'refused') {
    const description = refusalSentence(outcome.reason)
    redirectBack(ctx, redirectUri, { error: 'access_denied', error_description: description, state })
    return
  }
  const code = await issueCode(parts, interaction, {
    clientId,
    redirectUri,
    username: userId,
    nonce,
    authTime: Math.floor(outcome.at / 1000),
    by: outcome.by,
    purpose: interaction.purpose,
  })
  redirectBack(ctx, redirectUri, { [codeParameter]: code, state })
}
