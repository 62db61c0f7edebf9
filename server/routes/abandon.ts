import type { Context } from 'koa'
import { AbandonRequest } from '../../shared/protocol/interactionMessages.ts'
import { noteSubject } from '../http/noteSubject.ts'
import { readJson } from '../http/readJson.ts'
import { removePendingDevices } from '../devices/removePendingDevices.ts'
import { interactionOfTicket } from '../interactions/interactionOfTicket.ts'
import { refuseInteraction } from '../interactions/refuseInteraction.ts'
import { requireLive } from '../interactions/requireLive.ts'
import type { Parts } from '../parts.ts'
import { verifyProof } from '../proof/verifyProof.ts'
import type { InteractionRecord } from '../store/records.ts'

/**
 * `POST /api/interactions/abandon`: the person or the camera gave up; the website gets an error. A sign-in that has ended well
 * stays so: what is given up then is the device that was being added.
 */
export async function abandon(ctx: Context, parts: Parts): Promise<void> {
  const proof = await verifyProof(ctx, parts)
  const { ticket, reason } = await readJson(ctx, parts, AbandonRequest)
  const interaction = await interactionOfTicket(parts, ticket)
  noteSubject(ctx, parts, interaction.account)
  const isEnded = await isAdding(parts, interaction)
  if (!isEnded) requireLive(interaction, parts.now())
  await proof.use()
  if (isEnded) await removePendingDevices(parts, interaction.id)
  else await refuseInteraction(parts, interaction.id, reason)
  ctx.status = 204
}

async function isAdding({ store }: Parts, { id, state, authenticatedBy }: InteractionRecord): Promise<boolean> {
  if (state !== 'authenticated') return false
  return (
    authenticatedBy === 'recovery_code' ||
    (await store.devices.findAll({ interaction: id, state: 'pending' })).length > 0
  )
}
