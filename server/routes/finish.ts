import type { Context } from 'koa'
import { noteSubject } from '../http/noteSubject.ts'
import { requireOwnOrigin } from '../http/requireOwnOrigin.ts'
import { hasExpired } from '../interactions/hasExpired.ts'
import { outcomeOf } from '../roads/outcomeOf.ts'
import { ownInteraction } from '../interactions/ownInteraction.ts'
import { refuseInteraction } from '../interactions/refuseInteraction.ts'
import { wayBackOf } from '../roads/wayBackOf.ts'
import type { PartsWithProvider } from '../parts.ts'
import type { InteractionRecord } from '../store/records.ts'

/** `POST /interaction/{uid}/finish`: back to the website, by the road that it came, with what came of the sign-in. */
export async function finish(ctx: Context, uid: string, parts: PartsWithProvider): Promise<void> {
  requireOwnOrigin(ctx, parts)
  const interaction = await endedInteraction(parts, await ownInteraction(ctx, uid, parts))
  noteSubject(ctx, parts, interaction.account)
  const account = await parts.store.accounts.find(interaction.account)
  if (account === null) throw new TypeError('An interaction without an account')
  const { clientId, userId } = account
  const finished = { interaction, clientId, userId, outcome: outcomeOf(interaction) }
  await wayBackOf(interaction.road)(ctx, finished, parts)
}

/** A sign-in that has expired ends here, if nothing else has ended it. */
async function endedInteraction(parts: PartsWithProvider, interaction: InteractionRecord): Promise<InteractionRecord> {
  if (hasExpired(interaction, parts.now())) {
    await refuseInteraction(parts, interaction.id, 'expired')
  }
  return (await parts.store.interactions.find(interaction.id)) ?? interaction
}
