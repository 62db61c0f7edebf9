import { createHash, createHmac } from 'node:crypto'
import type { Keys } from '../keys/loadKeys.ts'

/** The capability of an interaction, for its page only: derived whenever the page is made, so that none is stored. */
export function ticketOf(keys: Keys, interaction: string): string {
  return createHmac('sha256', keys.tickets).update(interaction).digest('base64url')
}

/** What is stored of a ticket. */
export function ticketHashOf(ticket: string): string {
  return createHash('sha256').update(ticket).digest('base64url')
}
