import type { VerifierConfig } from '../config/config.ts'
import { ConfigError } from '../config/configError.ts'
import type { Documents } from '../documents/documents.ts'
import type { Client } from './client.ts'
import { registryIn } from './registryIn.ts'

/** The websites that a verifier serves. */
export interface Clients {
  find(id: string): Client | null
  list(): readonly Client[]
}

/**
 * The websites of the settings and those that were registered by command, which may come and go while the verifier runs. What
 * the settings say of an id wins.
 *
 * @param onDamage hears when the register is found damaged later on, and the websites known before stay; throws by default
 * @throws ConfigError when the register is damaged at the start
 */
export async function openClients(
  { clients }: Pick<VerifierConfig, 'clients'>,
  documents: Documents,
  onDamage: (error: ConfigError) => void = rethrow,
): Promise<Clients> {
  const settled = new Map(clients.map((client) => [client.id, client]))
  const place = documents.place('clients')
  const current = await documents.follow('clients')
  const first = current()
  let registered = mapOf(registryIn(first, place))
  let seen = first?.version ?? null

  function refresh(): void {
    try {
      const document = current()
      const version = document?.version ?? null
      if (version === seen) return
      seen = version
      registered = mapOf(registryIn(document, place))
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

function rethrow(error: ConfigError): never {
  throw error
}

function mapOf(clients: readonly Client[]): Map<string, Client> {
  return new Map(clients.map((client) => [client.id, client]))
}
