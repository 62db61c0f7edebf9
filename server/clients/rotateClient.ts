import type { VerifierConfig } from '../config/config.ts'
import { ConfigError } from '../config/configError.ts'
import type { Documents } from '../documents/documents.ts'
import { changeRegistered } from './changeRegistered.ts'
import type { Client } from './client.ts'
import { needsSecret } from './needsSecret.ts'
import { newSecret } from './newSecret.ts'

/**
 * Gives a registered website a new secret; the old one is worth nothing from then on.
 * @throws ConfigError when it is not registered by command, or has no secret
 */
export function rotateClient(config: VerifierConfig, documents: Documents, id: string): Promise<Client> {
  return changeRegistered(config, documents, id, (client) => {
    if (!needsSecret(config, client))
      throw new ConfigError(
        `id: ${id} has no secret that could be renewed: Entra signs with its tenant’s keys, which Microsoft rotates by itself`,
      )
    return { ...client, secret: newSecret() }
  })
}
