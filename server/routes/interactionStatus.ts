import type { Context } from 'koa'
import type { InteractionStatus } from '../../shared/protocol/messages.ts'
import { hasExpired } from '../interactions/hasExpired.ts'
import { ownInteraction } from '../interactions/ownInteraction.ts'
import type { PartsWithProvider } from '../parts.ts'

/** `GET /interaction/{uid}/status`: how far the sign-in is, for its page. */
export async function interactionStatus(ctx: Context, uid: string, parts: PartsWithProvider): Promise<void> {
  const interaction = await ownInteraction(ctx, uid, parts)
  const isExpired = hasExpired(interaction, parts.now())
  ctx.body = { state: isExpired ? 'expired' : interaction.state } satisfies InteractionStatus
}
