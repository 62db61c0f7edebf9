import type { VerifierConfig } from '../config/config.ts'
import { ConfigError } from '../config/configError.ts'
import type { Documents } from '../documents/documents.ts'
import { changeRegistry } from './changeRegistry.ts'
import type { Client } from './client.ts'
import { unknownWebsite } from './unknownWebsite.ts'

/**
 * Changes one registered website, or takes it off the register.
 *
 * @param change the website as it shall be, or null
 * @returns what it became; what it was, when it is gone
 * @throws ConfigError when it is not registered by command
 */
export async function changeRegistered(
  { clients: settled }: Pick<VerifierConfig, 'clients'>,
  documents: Documents,
  id: string,
  change: (client: Client) => Client | null,
): Promise<Client> {
  let result: Client | undefined
  await changeRegistry(documents, (clients) => {
    const known = clients.find((client) => client.id === id)
    if (known === undefined) throw new ConfigError(`id: ${unregistered(id, settled, clients)}`)
    const changed = change(known)
    result = changed ?? known
    return clients.flatMap((client) => (client !== known ? [client] : changed === null ? [] : [changed]))
  })
  if (result === undefined) throw new TypeError('A change that did not happen')
  return result
}

function unregistered(id: string, settled: readonly Client[], registered: readonly Client[]): string {
  if (settled.some((client) => client.id === id)) return `${id} stands in the settings file: change it there`
  return unknownWebsite(id, registered)
}
