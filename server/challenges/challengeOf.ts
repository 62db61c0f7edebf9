import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { deviceIn } from '../devices/deviceIn.ts'
import { noteSubject } from '../http/noteSubject.ts'
import type { Parts } from '../parts.ts'
import type { Challenge, Device, InteractionRecord } from '../store/records.ts'
import { refuseSuperseded } from './refuseSuperseded.ts'

/** A challenge with what it is bound to. */
export interface ChallengeInHand {
  readonly challenge: Challenge
  readonly interaction: InteractionRecord
  readonly device: Device
}

/**
 * The challenge that a request names, if it comes from the device that was challenged, in time, in a live interaction.
 * It is asked before the body is read, so that strangers send none, and again afterwards: much can end while it arrives.
 *
 * @param proofKey thumbprint of the key that proved the request
 * @throws ZAuthError `challenge_unknown`, `challenge_expired`, `challenge_used`, `interaction_over`, `interaction_expired`, `device_unknown`
 */
export async function challengeOf(ctx: Context, id: string, proofKey: string, parts: Parts): Promise<ChallengeInHand> {
  const challenge = await parts.store.challenges.find(id)
  if (challenge === null) throw new ZAuthError('challenge_unknown')
  const interaction = await parts.store.interactions.find(challenge.interaction)
  if (interaction === null) throw new ZAuthError('interaction_unknown', 'swept away')
  const device = await deviceIn(parts, interaction, { id: challenge.device, proofKey })
  noteSubject(ctx, parts, device.account, device.id)
  refuseSuperseded(challenge, interaction)
  if (challenge.expiresAt <= parts.now()) throw new ZAuthError('challenge_expired')
  return { challenge, interaction, device }
}
