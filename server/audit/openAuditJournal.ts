import type { StoreSettings } from '../store/openStore.ts'
import type { AuditJournal } from './auditJournal.ts'
import { openAuditFiles } from './openAuditFiles.ts'

/** Where the settings keep the audit log. */
export function openAuditJournal({ data }: StoreSettings): Promise<AuditJournal> {
  return Promise.resolve(openAuditFiles(data))
}
