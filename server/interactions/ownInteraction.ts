import type { Context } from 'koa'
import { errors, type Interaction } from 'oidc-provider'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { browserOf } from '../http/browserOf.ts'
import { noteWebsite } from '../http/noteWebsite.ts'
import type { PartsWithProvider } from '../parts.ts'
import type { InteractionRecord } from '../store/records.ts'
import { requireLive } from './requireLive.ts'

/**
 * The interaction of an address, if this browser began it: its own cookie says so, which nobody else can plant. On the road of
 * OpenID Connect the cookie of oidc-provider, which knows the way back, must be there for the address, too.
 *
 * @throws ZAuthError `interaction_unknown`, `interaction_expired`, `interaction_over`
 */
export async function ownInteraction(ctx: Context, uid: string, parts: PartsWithProvider): Promise<InteractionRecord> {
  const interaction = await parts.store.interactions.find(uid)
  if (interaction?.browser !== browserOf(ctx, parts.config.issuer)) {
    throw new ZAuthError('interaction_unknown', 'not of this browser')
  }
  const account = await parts.store.accounts.find(interaction.account)
  if (account !== null) noteWebsite(ctx, parts.clients.find(account.clientId), interaction.origin)
  if (interaction.road === 'oidc') await requireDetails(ctx, interaction, parts)
  return interaction
}

async function requireDetails(ctx: Context, interaction: InteractionRecord, parts: PartsWithProvider): Promise<void> {
  const details = await detailsOf(ctx, parts)
  if (details?.uid === interaction.id) return
  if (details === null) requireLive(interaction, parts.now())
  throw new ZAuthError('interaction_unknown', 'not at this address')
}

async function detailsOf(ctx: Context, { provider }: PartsWithProvider): Promise<Interaction | null> {
  try {
    return await provider().interactionDetails(ctx.req, ctx.res)
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return null
    throw error
  }
}
