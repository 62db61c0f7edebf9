import type { Client } from '../clients/client.ts'
import type { Parts } from '../parts.ts'

/** The website of that id, `null` when the operator has removed it. */
export function clientOf({ clients }: Pick<Parts, 'clients'>, clientId: string): Client | null {
  return clients.find(clientId)
}
