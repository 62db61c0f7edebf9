import * as v from 'valibot'
import { complaintOf } from '../config/configComplaint.ts'
import { ConfigError } from '../config/configError.ts'
import type { VerifierConfig } from '../config/config.ts'
import type { Documents } from '../documents/documents.ts'
import { roads } from '../roads/roads.ts'
import { changeRegistry } from './changeRegistry.ts'
import { Client } from './client.ts'
import { newClientId } from './newClientId.ts'
import { newSecret } from './newSecret.ts'

/**
 * Registers a website.
 *
 * @param settings as in the file, where `id` may be left out
 * @throws ConfigError for what is no website, and for an id that is taken
 */
export async function addClient(
  config: Pick<VerifierConfig, 'clients'>,
  documents: Documents,
  settings: Readonly<Record<string, unknown>>,
): Promise<Client> {
  const asked = v.is(v.array(v.picklist(roads)), settings['roads']) ? settings['roads'] : []
  const result = v.safeParse(
    Client,
    { id: newClientId(asked), ...settings, secret: newSecret() },
    { abortPipeEarly: true },
  )
  if (!result.success) throw new ConfigError(result.issues.map(complaintOf).join('\n'))
  const client = result.output
  const isTaken = ({ id }: Client) => id === client.id
  if (config.clients.some(isTaken)) throw new ConfigError(`id: ${client.id} stands in the settings already`)
  await changeRegistry(documents, (clients) => {
    if (clients.some(isTaken)) throw new ConfigError(`id: ${client.id} is registered already`)
    return [...clients, client]
  })
  return client
}
