import type { AuditJournal } from '../audit/auditJournal.ts'
import type { Documents } from '../documents/documents.ts'
import type { FilesState } from '../store/embedded/filesState.ts'
import type { Store } from '../store/store.ts'

/** Where a verifier remembers everything, as it is stored: what is sealed stays sealed. */
export interface Place {
  /** For people. */
  readonly name: string
  readonly store: Store
  readonly documents: Documents
  readonly audit: AuditJournal
  /**
   * Makes sure that nobody else is there. A folder is held; a database is not, and who was there when its state changed has to be asked
   * for afterwards.
   *
   * @throws ConfigError when a verifier runs
   */
  requireAlone(): Promise<void>
  state(): Promise<FilesState>
  setState(state: FilesState): Promise<void>
  /** @param lines of an audit log, after those that are there */
  addAudit(lines: readonly string[]): Promise<void>
  /** @param anchor the signature over the whole log */
  setAnchor(anchor: string): Promise<void>
  /** Removes everything. */
  clear(): Promise<void>
  close(): Promise<void>
}
