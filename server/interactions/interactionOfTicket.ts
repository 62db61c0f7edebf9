import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import type { InteractionRecord } from '../store/records.ts'
import { requireLive } from './requireLive.ts'
import { ticketHashOf } from './ticket.ts'

/**
 * The interaction that a ticket opens, if it can still end well.
 * @throws ZAuthError `interaction_unknown`, `interaction_expired`, `interaction_over`
 */
export async function interactionOfTicket(parts: Parts, ticket: string): Promise<InteractionRecord> {
  const [interaction] = await parts.store.interactions.findAll({ ticketHash: ticketHashOf(ticket) })
  if (interaction === undefined) throw new ZAuthError('interaction_unknown', 'no such ticket')
  requireLive(interaction, parts.now())
  return interaction
}
