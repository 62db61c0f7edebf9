import { protocolName } from '../../shared/protocol/fields.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import { leastAcceptThreshold } from '../../shared/recognition/leastAcceptThreshold.ts'
import type { Parts } from '../parts.ts'
import { policyOf } from '../policy/policyOf.ts'
import type { InteractionRecord } from '../store/records.ts'
import { ticketOf } from './interactionTicket.ts'

/** What the page hands to the extension. */
export async function offerOf(parts: Parts, interaction: InteractionRecord): Promise<Offer> {
  const { config, keys, store } = parts
  const account = await store.accounts.find(interaction.account)
  if (account === null) throw new TypeError('An interaction without an account')
  const { clientId, userId } = account
  const { training, falseMatchRate } = policyOf(parts, clientId)
  return {
    protocol: protocolName,
    issuer: config.issuer,
    ticket: ticketOf(keys, interaction.id),
    relyingParty: { clientId, name: parts.clients.find(clientId)?.name ?? clientId, origin: interaction.origin },
    account: userId,
    ...(interaction.accountName !== null && { accountName: interaction.accountName }),
    ...(interaction.reason !== null && { reason: interaction.reason }),
    ...(interaction.road === 'own' && { own: true as const }),
    purpose: interaction.authenticatedBy === 'recovery_code' ? 'enrol' : interaction.purpose,
    training,
    acceptance: { falseMatchRate, leastAcceptThreshold: leastAcceptThreshold(falseMatchRate) },
    expiresAt: interaction.expiresAt,
  }
}
