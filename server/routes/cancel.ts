import type { Context } from 'koa'
import { requireOwnOrigin } from '../http/requireOwnOrigin.ts'
import { ownInteraction } from '../interactions/ownInteraction.ts'
import { refuseInteraction } from '../interactions/refuseInteraction.ts'
import type { PartsWithProvider } from '../parts.ts'
import { finish } from './finish.ts'

/** `POST /interaction/{uid}/cancel`: the person changed her mind; unless the face has matched already, the website gets an error. */
export async function cancel(ctx: Context, uid: string, parts: PartsWithProvider): Promise<void> {
  requireOwnOrigin(ctx, parts)
  const interaction = await ownInteraction(ctx, uid, parts)
  await refuseInteraction(parts, interaction.id, 'cancelled')
  await finish(ctx, uid, parts)
}
