import { protocolName, type Offer } from '../../shared/protocol/messages.ts'
import type { Parts } from '../parts.ts'
import type { InteractionRecord } from '../store/records.ts'
import { clientOf } from './clientOf.ts'
import { ticketOf } from './ticket.ts'

/** What the page hands to the extension. */
export async function offerOf(parts: Parts, interaction: InteractionRecord): Promise<Offer> {
  const { config, keys, store } = parts
  const account = await store.accounts.find(interaction.account)
  if (account === null) throw new TypeError('An interaction without an account')
  const { clientId, userId } = account
  return {
    protocol: protocolName,
    issuer: config.issuer,
    ticket: ticketOf(keys, interaction.id),
    relyingParty: { clientId, name: clientOf(parts, clientId)?.name ?? clientId },
    account: userId,
    purpose: interaction.purpose,
    training: config.training,
    expiresAt: interaction.expiresAt,
  }
}
