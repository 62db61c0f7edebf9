import type { AuditHead } from './auditLine.ts'

/** Makes the lines that come after a head. */
export type Chaining = (head: AuditHead) => Promise<readonly string[]>

/** Where the lines of an audit log are kept. */
export interface AuditJournal {
  /**
   * Appends what comes after the newest line, all of it and on the disk, or nothing; whoever else appends waits. May ask `chaining` again when
   * somebody was faster.
   *
   * @returns the newest line
   */
  append(chaining: Chaining): Promise<AuditHead>
  /** Every line, oldest first. */
  lines(): AsyncIterable<string>
  /** The newest lines, oldest first: so many, or somewhat fewer where a file was begun a moment ago. */
  tail(count: number): Promise<readonly string[]>
  /** The newest signature of the log, which stands beside it so that an end that was cut off is missed. */
  anchor(): Promise<string | null>
  /** @param seq the line that it is over: an older signature does not take the place of a newer one */
  setAnchor(signature: string, seq: number): Promise<void>
  /**
   * Takes away lines that are older than a time, from the oldest on; perhaps not all of them.
   * @param noting writes into the log what is about to be taken away
   */
  removeBefore(time: number, noting: (through: AuditHead) => Promise<void>): Promise<void>
  close(): Promise<void>
}
