import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { deviceOf } from '../devices/deviceOf.ts'
import { noteSubject } from '../http/noteSubject.ts'
import { requireLive } from '../interactions/requireLive.ts'
import type { Parts } from '../parts.ts'
import { verifyProof } from '../proof/verifyProof.ts'
import type { Challenge, Device, InteractionRecord } from '../store/records.ts'

/** A challenge with what it is bound to. */
export interface ChallengeInHand {
  readonly challenge: Challenge
  readonly interaction: InteractionRecord
  readonly device: Device
}

/**
 * The challenge that a request names, if it comes from the device that was challenged, in time, in a live interaction.
 * @throws ZAuthError `invalid_proof`, `challenge_unknown`, `challenge_expired`, `interaction_over`, `interaction_expired`,
 * `device_unknown`
 */
export async function challengeOf(ctx: Context, id: string, parts: Parts): Promise<ChallengeInHand> {
  const proofKey = await verifyProof(ctx, parts)
  const challenge = await parts.store.challenges.find(id)
  if (challenge === null) throw new ZAuthError('challenge_unknown')
  const { account, device: deviceId } = challenge
  const interaction = await parts.store.interactions.find(challenge.interaction)
  if (interaction === null) throw new ZAuthError('interaction_unknown', 'swept away')
  const device = await deviceOf(parts, { id: deviceId, account, interaction: interaction.id, proofKey })
  noteSubject(ctx, parts, account, deviceId)
  requireLive(interaction, parts.now())
  if (challenge.expiresAt <= parts.now()) throw new ZAuthError('challenge_expired')
  return { challenge, interaction, device }
}
