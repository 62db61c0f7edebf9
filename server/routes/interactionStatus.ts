import type { Context } from 'koa'
import type { InteractionStatus } from '../../shared/protocol/interactionMessages.ts'
import { hasExpired } from '../interactions/hasExpired.ts'
import { ownInteraction } from '../interactions/ownInteraction.ts'
import type { PartsWithProvider } from '../parts.ts'
import type { InteractionRecord } from '../store/records.ts'

/** `GET /interaction/{uid}/status`: how far the sign-in is, for its page. */
export async function interactionStatus(ctx: Context, uid: string, parts: PartsWithProvider): Promise<void> {
  const interaction = await ownInteraction(ctx, uid, parts)
  ctx.body = { state: stateOf(interaction, parts.now()) } satisfies InteractionStatus
}

function stateOf(interaction: InteractionRecord, now: number): InteractionStatus['state'] {
  if (hasExpired(interaction, now)) return 'expired'
  return interaction.authenticatedBy === 'recovery_code' ? 'recovered' : interaction.state
}
