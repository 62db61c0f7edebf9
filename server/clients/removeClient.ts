import type { VerifierConfig } from '../config/config.ts'
import type { Documents } from '../documents/documents.ts'
import { changeRegistered } from './changeRegistered.ts'
import type { Client } from './client.ts'

/**
 * Takes a website off the register: nobody comes from there any more. Its accounts keep their devices, for when it comes back. One that
 * stands in the settings as well is served from there.
 *
 * @throws ConfigError when it is not registered by command
 */
export function removeClient(
  config: Pick<VerifierConfig, 'clients'>,
  documents: Documents,
  id: string,
): Promise<Client> {
  return changeRegistered(config, documents, id, () => null)
}
