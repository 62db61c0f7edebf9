import type { Client } from '../clients/client.ts'
import type { Parts } from '../parts.ts'

/** The website of that id, if it asks by this road; `null` for any other, registered or not. */
export function duoClientOf(parts: Parts, id: string): Client | null {
  const client = parts.clients.find(id)
  return client?.roads.includes('duo') === true ? client : null
}
