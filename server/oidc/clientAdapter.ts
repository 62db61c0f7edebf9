import type { Adapter } from 'oidc-provider'
import type { Clients } from '../clients/openClients.ts'
import { clientMetadata } from './clientMetadata.ts'
import { forgetfulAdapter } from './forgetfulAdapter.ts'

/** The websites that come by OpenID Connect, as they are registered at this moment. */
export function clientAdapter(clients: Clients): Adapter {
  return {
    ...forgetfulAdapter,
    find(id) {
      const client = clients.find(id)
      return Promise.resolve(client?.roads.includes('oidc') ? clientMetadata(client) : undefined)
    },
  }
}
