import { createAudit, type AuditEvent } from '../audit/createAudit.ts'
import { openAuditJournal } from '../audit/openAuditJournal.ts'
import type { VerifierConfig } from '../config/config.ts'
import { loadKeys } from '../keys/loadKeys.ts'
import { openDocuments } from '../documents/openDocuments.ts'
import { pathComplaint } from '../config/pathComplaint.ts'
import { openDatabaseOf } from './openDatabaseOf.ts'

/**
 * Notes in the audit log what a command has done, also while a verifier runs. Before a verifier has ever started there is no log.
 * @throws ConfigError
 */
export async function noteByCommand(config: VerifierConfig, event: AuditEvent): Promise<void> {
  await using acquired = new AsyncDisposableStack()
  const database = acquired.adopt(await openDatabaseOf(config), async (opened) => await opened?.close())
  const documents = acquired.adopt(await openDocuments(config, database), (opened) => opened.close())
  if ((await documents.read('keys')) === null) return
  const journal = openAuditJournal(config.data, database)
  const audit = createAudit({ journal, keys: await loadKeys(documents), now: Date.now, log: null })
  acquired.defer(() => audit.close())
  audit.note(event)
  await audit.flushed().catch((error: unknown) => {
    throw pathComplaint(error, 'audit: It is done, but the audit log cannot be written')
  })
}
