import { changeDocument } from '../documents/changeDocument.ts'
import type { Documents } from '../documents/documents.ts'
import type { Client } from './client.ts'
import { registryIn } from './registryIn.ts'

/**
 * Changes the websites that were registered by command. Verifiers that run take notice by themselves.
 * @throws ConfigError when the register is damaged, or another change is under way
 */
export async function changeRegistry(
  documents: Documents,
  change: (clients: readonly Client[]) => readonly Client[],
): Promise<void> {
  await changeDocument(documents, 'clients', (seen) => {
    const clients = registryIn(seen, documents.place('clients'))
    return `${JSON.stringify(change(clients), null, 2)}\n`
  })
}
