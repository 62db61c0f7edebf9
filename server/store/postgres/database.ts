/** What a statement gave. Columns come as PostgreSQL writes them: a number as its digits, bytes as `\x` and hex digits. */
export interface Result {
  readonly rows: readonly Readonly<Record<string, string | null>>[]
  /** How many rows were found, added, changed or removed. */
  readonly count: number
}

export type Value = string | number | Uint8Array | null | readonly string[]

/** A PostgreSQL, or what speaks its protocol. */
export interface Database {
  /**
   * Says one statement, which is a transaction of its own: it is obeyed as a whole or not at all, and what was obeyed is durable.
   *
   * @param values those of `$1`, `$2`, …; texts hold no U+0000 (`portableText`)
   * @throws ZAuthError `busy` when the database cannot be reached, is overwhelmed, or takes too long: whether it has obeyed is then
   *   unknown
   */
  query(statement: string, values?: readonly Value[]): Promise<Result>
  /** Waits for what is under way, then ends all connections. */
  close(): Promise<void>
}
