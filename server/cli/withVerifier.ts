import type { AuditJournal } from '../audit/auditJournal.ts'
import { createAudit, type Audit } from '../audit/createAudit.ts'
import { openAuditJournal } from '../audit/openAuditJournal.ts'
import type { VerifierConfig } from '../config/config.ts'
import { ConfigError } from '../config/configError.ts'
import { pathComplaint } from '../config/pathComplaint.ts'
import type { Documents } from '../documents/documents.ts'
import { openDocuments } from '../documents/openDocuments.ts'
import { loadKeys, type Keys } from '../keys/loadKeys.ts'
import { requireVerifier } from '../keys/requireVerifier.ts'
import type { Database } from '../store/postgres/database.ts'
import { openDatabaseOf } from '../store/postgres/openDatabaseOf.ts'

/** What commands work with that may be said beside a verifier that runs. */
interface OpenVerifier {
  readonly documents: Documents
  readonly journal: AuditJournal
  /** Its keys, and the log that they sign. @throws ConfigError when there are none yet: no command makes them */
  readonly own: () => { readonly keys: Keys; readonly audit: Audit }
  /** Notes what is done, to be written when all is. Before a verifier has its keys there is no log. */
  readonly note: Audit['note']
}

interface Options {
  /** The database of the settings, where it is open already: it stays its owner's. */
  readonly opened?: Database | null
  /** Milliseconds since 1970. */
  readonly now?: () => number
}

/**
 * Opens the verifier of the settings for a command, by one connection where it has a database.
 *
 * @throws ConfigError when it is not there, or what was done cannot be noted; and what `work` throws
 */
export async function withVerifier<T>(
  config: Pick<VerifierConfig, 'data' | 'database' | 'sealWith'>,
  work: (opened: OpenVerifier) => Promise<T> | T,
  { opened = null, now = Date.now }: Options = {},
): Promise<T> {
  await requireVerifier(config)
  await using acquired = new AsyncDisposableStack()
  const database = opened ?? acquired.adopt(await openDatabaseOf(config), async (adopted) => await adopted?.close())
  const documents = acquired.adopt(await openDocuments(config, database), (adopted) => adopted.close())
  const journal = openAuditJournal(config.data, database)
  const keys = (await documents.read('keys')) === null ? null : await loadKeys(documents)
  const audit = keys === null ? null : createAudit({ journal, keys, now, log: null })
  acquired.defer(() => audit?.close())
  const done = await work({
    documents,
    journal,
    own() {
      if (keys !== null && audit !== null) return { keys, audit }
      throw new ConfigError(`${documents.place('keys')}: There are no keys. "zauth init" makes those of a new verifier`)
    },
    note: (event) => audit?.note(event),
  })
  await audit?.flushed().catch((error: unknown) => {
    throw pathComplaint(error, 'audit: It is done, but the audit log cannot be written')
  })
  return done
}
