import type { Context } from 'koa'
import { AbandonRequest } from '../../shared/protocol/messages.ts'
import { noteSubject } from '../http/noteSubject.ts'
import { readJson } from '../http/readJson.ts'
import { interactionOfTicket } from '../interactions/interactionOfTicket.ts'
import { refuseInteraction } from '../interactions/refuseInteraction.ts'
import type { Parts } from '../parts.ts'
import { verifyProof } from '../proof/verifyProof.ts'

/** `POST /api/interactions/abandon`: the person or the camera gave up; the website gets an error. */
export async function abandon(ctx: Context, parts: Parts): Promise<void> {
  const proof = await verifyProof(ctx, parts)
  const { ticket, reason } = await readJson(ctx, parts, AbandonRequest)
  const interaction = await interactionOfTicket(parts, ticket)
  noteSubject(ctx, parts, interaction.account)
  proof.use()
  await refuseInteraction(parts, interaction.id, reason)
  ctx.status = 204
}
