import { createAudit, type Audit } from '../../audit/createAudit.ts'
import { openAuditJournal } from '../../audit/openAuditJournal.ts'
import { openClients, type Clients } from '../../clients/openClients.ts'
import { unknownWebsite } from '../../clients/unknownWebsite.ts'
import type { VerifierConfig } from '../../config/config.ts'
import { ConfigError } from '../../config/configError.ts'
import { accountIdOf } from '../../interactions/accountIdOf.ts'
import { loadKeys, type Keys } from '../../keys/loadKeys.ts'
import { requireVerifier } from '../../keys/requireVerifier.ts'
import { pathComplaint } from '../../config/pathComplaint.ts'
import type { Account } from '../../store/records.ts'
import { openDocuments } from '../../documents/openDocuments.ts'
import { openStore } from '../../store/openStore.ts'
import type { Store } from '../../store/store.ts'

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
  await requireVerifier(config)
  await using acquired = new AsyncDisposableStack()
  const store = acquired.adopt(await openStore(config), (opened) => opened.close())
  const documents = acquired.adopt(await openDocuments(config, store.database), (opened) => opened.close())
  const clients = await openClients(config, documents)
  const keys = await loadKeys(documents)
  const audit = createAudit({ journal: openAuditJournal(config.data, store.database), keys, now, log: null })
  acquired.defer(() => audit.close())
  const done = await work({ config, store, clients, keys, audit, now })
  await audit.flushed().catch((error: unknown) => {
    throw pathComplaint(error, 'audit: It is done, but the audit log cannot be written')
  })
  return done
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
