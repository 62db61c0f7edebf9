import * as v from 'valibot'
import { read } from '../../shared/protocol/read.ts'
import { addressBack } from '../../shared/verify/addressBack.ts'
import type { Ending } from '../../shared/verify/windowMessages.ts'
import { refusalSentence } from '../roads/refusalSentence.ts'
import type { Finished, WayBack } from '../roads/road.ts'
import type { Parts } from '../parts.ts'
import { renderScreen } from '../screens/renderScreen.tsx'
import type { VerifyChallenge } from '../store/records.ts'
import { wordsFor } from '../words/wordsFor.ts'
import { handoverScreen } from './handoverScreen.tsx'
import { issueResult } from './issueResult.ts'

const Kept = v.strictObject({ challenge: v.string() })

/** Back to the website with a result when the person was recognised, and with a code of the refusal when not. */
export const wayBack: WayBack = async (ctx, finished, parts) => {
  const kept = read(Kept, JSON.parse(finished.interaction.wayBack))
  const challenge = await parts.store.verifyChallenges.find(kept.challenge)
  if (challenge === null) throw new TypeError('A sign-in without its challenge')
  const ending = await endingOf(parts, challenge, finished)
  if (challenge.inWindow) {
    const website = parts.clients.find(finished.clientId)?.name ?? finished.clientId
    renderScreen(ctx, handoverScreen(parts.config, website, ending, wordsFor(ctx)))
    return
  }
  ctx.status = 303
  ctx.redirect(addressBack(ending))
}

async function endingOf(
  parts: Parts,
  { id, returnTo }: VerifyChallenge,
  { interaction, outcome }: Finished,
): Promise<Ending> {
  if (outcome.state === 'authenticated') {
    const result = await issueResult(parts, id, interaction, outcome)
    return { type: 'zauth-result', challenge: id, returnTo, result }
  }
  const { reason: error } = outcome
  return { type: 'zauth-error', challenge: id, returnTo, error, message: refusalSentence(error) }
}
