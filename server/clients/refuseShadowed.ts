import type { VerifierConfig } from '../config/config.ts'
import { ConfigError } from '../config/configError.ts'
import type { Documents } from '../documents/documents.ts'
import { registryIn } from './registryIn.ts'

/**
 * Makes sure that no website stands in the settings and is registered by command as well: it would go by the settings, and a secret that
 * `zauth clients rotate` has printed would be good for nothing.
 * @throws ConfigError with what to do
 */
export async function refuseShadowed(
  { clients }: Pick<VerifierConfig, 'clients'>,
  documents: Documents,
): Promise<void> {
  const registered = registryIn(await documents.read('clients'), documents.place('clients'))
  const both = clients.filter(({ id }) => registered.some((client) => client.id === id)).map(({ id }) => id)
  if (both.length === 0) return
  throw new ConfigError(
    both
      .map(
        (id) =>
          `clients: ${id} stands in the settings and is registered by command, too: take it out of the settings, or say zauth clients remove --id ${id}`,
      )
      .join('\n'),
  )
}
