import type { Client } from '../../clients/client.ts'
import type { Clients } from '../../clients/openClients.ts'
import { newSecret } from '../../clients/newSecret.ts'
import type { VerifierConfig } from '../../config/config.ts'
import { operatorUrl } from '../operatorUrl.ts'
import { operatorsClient } from '../userOf.ts'

/** Where the verifier sends an operator back to when it has looked at her face. */
export const returnPath = '/admin/return'

/**
 * The websites of a verifier and, where operators have pages, the verifier itself among those that it knows: its operators are its own
 * users. It stands in no list, asks by no request (its secret is drawn anew at each start, and told nobody), and lets nobody enrol without
 * the code that `zauth operators add` has printed.
 */
export function withOperators(clients: Clients, config: VerifierConfig): Clients {
  const url = operatorUrl(config)
  if (url === null) return clients
  const own: Client = {
    id: operatorsClient,
    secret: newSecret(),
    name: `${config.name}, for operators`.slice(0, 256),
    redirectUris: [`${url}${returnPath}`],
    roads: ['verify'],
    enrolment: 'ticket',
    recoveryCodes: 'device',
    maxDevices: 2,
    oidc: { subject: 'public', authentication: 'client_secret_basic', signedRequests: false },
  }
  return {
    find: (id) => (id === operatorsClient ? own : clients.find(id)),
    list: () => clients.list(),
  }
}
