import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import type { InteractionRecord } from '../store/records.ts'
import { ticketHashOf } from './interactionTicket.ts'

/**
 * The interaction that a ticket opens. It may be over.
 * @throws ZAuthError `interaction_unknown`
 */
export async function interactionOfTicket(parts: Parts, ticket: string): Promise<InteractionRecord> {
  const [interaction] = await parts.store.interactions.findAll({ ticketHash: ticketHashOf(ticket) })
  if (interaction === undefined) throw new ZAuthError('interaction_unknown', 'no such ticket')
  return interaction
}
