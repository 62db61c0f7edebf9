import { changeRegistered } from './changeRegistered.ts'
import type { Client } from './client.ts'
import type { VerifierConfig } from '../config.ts'
import type { Documents } from '../store/documents.ts'
import { newSecret } from './newSecret.ts'

/**
 * Gives a registered website a new secret; the old one is worth nothing from then on.
 * @throws ConfigError when it is not registered by command
 */
export function rotateClient(
  config: Pick<VerifierConfig, 'clients'>,
  documents: Documents,
  id: string,
): Promise<Client> {
  return changeRegistered(config, documents, id, (client) => ({ ...client, secret: newSecret() }))
}
