import { randomBytes } from 'node:crypto'
import type { Context } from 'koa'
import { ChallengeRequest } from '../../shared/protocol/challengeMessages.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { checkTries } from '../attempts/checkTries.ts'
import { subjectOf } from '../attempts/subjectOf.ts'
import { movementsFor } from '../challenges/movementsFor.ts'
import { refuseCrowd } from '../challenges/refuseCrowd.ts'
import { signedChallenge } from '../challenges/signedChallenge.ts'
import { deviceIn } from '../devices/deviceIn.ts'
import { noteSubject } from '../http/noteSubject.ts'
import { readJson } from '../http/readJson.ts'
import { interactionOfTicket } from '../interactions/interactionOfTicket.ts'
import { liveStates } from '../interactions/liveStates.ts'
import { preparationOf } from '../match/preparationOf.ts'
import type { Parts } from '../parts.ts'
import { verifyProof } from '../proof/verifyProof.ts'
import type { Challenge } from '../store/records.ts'

/** How long an ended challenge is remembered, so that whoever comes late is told why. */
const remembered = 10 * 60_000

/** `POST /api/challenges`: one probe and one token of this device, in this interaction, within two minutes. */
export async function challenge(ctx: Context, parts: Parts): Promise<void> {
  const proof = await verifyProof(ctx, parts)
  const request = await readJson(ctx, parts, ChallengeRequest)
  const interaction = await interactionOfTicket(parts, request.ticket)
  const { id: interactionId, account } = interaction
  const device = await deviceIn(parts, interaction, { id: request.device, proofKey: proof.key })
  noteSubject(ctx, parts, account, device.id)
  const subject = { interaction: interactionId, account, device: device.id }
  const triesLeft = await checkTries(parts, interaction, subjectOf(interaction, device))
  await refuseCrowd(parts, interactionId)
  parts.quotas.challenges.take(parts.senderOf(ctx.req))
  await proof.use()

  const id = randomBytes(sizes.challenge).toString('base64url')
  const expiresAt = Math.min(parts.now() + 1000 * parts.config.limits.challengeSeconds, interaction.expiresAt)
  const removeAt = expiresAt + remembered
  const asked = await movementsFor(parts, interactionId, device)
  const drawn: Challenge = { id, ...subject, ...asked, state: 'open', tokenHash: null, expiresAt, removeAt }
  await parts.store.challenges.insert(drawn)
  await refuseCrowd(parts, interactionId, id)
  await parts.store.interactions.update(interactionId, { state: liveStates }, { state: 'matching' })
  await parts.prepared.begin(id, () => preparationOf(parts, device))

  ctx.status = 201
  ctx.body = await signedChallenge(parts, drawn, { nonce: request.nonce, triesLeft })
}
