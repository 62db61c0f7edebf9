import type { Audit } from '../../audit/createAudit.ts'
import { openClients, type Clients } from '../../clients/openClients.ts'
import { unknownWebsite } from '../../clients/unknownWebsite.ts'
import type { VerifierConfig } from '../../config/config.ts'
import { ConfigError } from '../../config/configError.ts'
import { accountIdOf } from '../../interactions/accountIdOf.ts'
import type { Keys } from '../../keys/loadKeys.ts'
import { requireVerifier } from '../../keys/requireVerifier.ts'
import type { Account } from '../../store/records.ts'
import { openStore } from '../../store/openStore.ts'
import type { Store } from '../../store/store.ts'
import { withVerifier } from '../withVerifier.ts'

/** What the commands about accounts work with. */
export interface AccountParts {
  readonly config: VerifierConfig
  readonly store: Store
  readonly clients: Clients
  readonly keys: Keys
  readonly audit: Audit
  readonly now: () => number
}

/**
 * Opens what a verifier remembers, for a command. Where it has files, no verifier may run; where it has a database, one may.
 *
 * @throws ConfigError when that is not there, or in use
 */
export async function withAccounts<T>(
  config: VerifierConfig,
  work: (parts: AccountParts) => Promise<T>,
  now = Date.now,
): Promise<T> {
  await requireVerifier(config, true)
  await using acquired = new AsyncDisposableStack()
  const store = acquired.adopt(await openStore({ ...config, databaseConnections: 1 }), (opened) => opened.close())
  return await withVerifier(
    config,
    async ({ documents, own }) =>
      await work({ config, store, clients: await openClients(config, documents), ...own(), now }),
    { opened: store.database, now },
  )
}

/**
 * The account of a website's user.
 * @throws ConfigError when there is none
 */
export async function accountOf({ store, clients }: AccountParts, clientId: string, userId: string): Promise<Account> {
  const account = await store.accounts.find(accountIdOf(clientId, userId))
  // Of a website that was removed there may be some.
  if (account === null && clients.find(clientId) === null)
    throw new ConfigError(`--client: ${unknownWebsite(clientId, clients.list())}`)
  if (account === null) throw new ConfigError(`There is no account of this user at the website ${clientId}`)
  return account
}

/** A time as people read it, `never` for none. */
export const dateOf = (time: number | null): string => (time === null ? 'never' : new Date(time).toISOString())
