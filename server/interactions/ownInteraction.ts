import type { Context } from 'koa'
import { errors, type Interaction } from 'oidc-provider'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { PartsWithProvider } from '../parts.ts'
import type { InteractionRecord } from '../store/records.ts'
import { requireLive } from './requireLive.ts'

/** The browser's interaction: ours, and oidc-provider's, which knows the way back. */
export interface OwnInteraction {
  readonly interaction: InteractionRecord
  readonly details: Interaction
}

/**
 * The interaction of an address, if this browser began it: its cookie says so.
 * @throws ZAuthError `interaction_unknown`, `interaction_expired`, `interaction_over`
 */
export async function ownInteraction(ctx: Context, uid: string, parts: PartsWithProvider): Promise<OwnInteraction> {
  const interaction = await parts.store.interactions.find(uid)
  const details = await detailsOf(ctx, parts)
  if (interaction !== null && details?.uid === uid) return { interaction, details }
  if (interaction !== null && details === null) requireLive(interaction, parts.now())
  throw new ZAuthError('interaction_unknown', 'not of this browser')
}

async function detailsOf(ctx: Context, { provider }: PartsWithProvider): Promise<Interaction | null> {
  try {
    return await provider.interactionDetails(ctx.req, ctx.res)
  } catch (error) {
    if (error instanceof errors.SessionNotFound) return null
    throw error
  }
}
