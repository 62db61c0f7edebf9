import type { VerifierConfig } from '../config.ts'
import { ConfigError } from '../configError.ts'
import { fileVersion } from '../store/fileVersion.ts'
import type { Client } from './client.ts'
import { readRegistry } from './readRegistry.ts'
import { registryFile } from './registryFile.ts'

/** The websites that a verifier serves. */
export interface Clients {
  find(id: string): Client | null
  list(): readonly Client[]
}

/**
 * The websites of the settings and those that were registered by command, which may come and go while the verifier runs. What
 * the settings say of an id wins.
 *
 * @throws ConfigError when the registry is damaged at the start; later damage is told, and the websites known before stay
 */
export function openClients({ data, clients }: VerifierConfig, onDamage: (error: ConfigError) => void): Clients {
  const settled = new Map(clients.map((client) => [client.id, client]))
  let registered = mapOf(readRegistry(data))
  let seen = fileVersion(registryFile(data))

  function refresh(): void {
    const version = fileVersion(registryFile(data))
    if (version === seen) return
    seen = version
    try {
      registered = mapOf(readRegistry(data))
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      onDamage(error)
    }
  }

  return {
    find(id) {
      refresh()
      return settled.get(id) ?? registered.get(id) ?? null
    },
    list() {
      refresh()
      return [...new Map([...registered, ...settled]).values()]
    },
  }
}

function mapOf(clients: readonly Client[]): Map<string, Client> {
  return new Map(clients.map((client) => [client.id, client]))
}
