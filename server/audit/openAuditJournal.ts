import type { Database } from '../store/postgres/database.ts'
import type { AuditJournal } from './auditJournal.ts'
import { openAuditFiles } from './openAuditFiles.ts'
import { openAuditRows } from './openAuditRows.ts'

/**
 * Where a verifier keeps its audit log.
 * @param database its own, where it has one; stays its owner's
 */
export function openAuditJournal(data: string, database: Database | null): AuditJournal {
  return database === null ? openAuditFiles(data) : openAuditRows(database)
}
