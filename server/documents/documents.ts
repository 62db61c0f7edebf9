/** The verifier's own keys, the key for Entra, the websites that were registered by command, the note about which key seals them, and the operators. */
export const documentNames = ['keys', 'clients', 'entra', 'seal', 'operators'] as const
export type DocumentName = (typeof documentNames)[number]

/** A text as it was at some moment. */
export interface Document {
  readonly text: string
  /** Another one after each change. */
  readonly version: string
}

/**
 * Texts that every node of a verifier has to agree about, and that may change while it runs: files of the data folder where the
 * verifier is alone, rows where it has a database. Each is written whole or not at all, and is on the disk before that is confirmed.
 */
export interface Documents {
  /** What has them, at the beginning of a complaint: `data: /var/lib/zauth`. */
  readonly where: string
  /** Where a document is, to be named in a complaint. */
  place(name: DocumentName): string
  /** What it says now; `null` where there is none. */
  read(name: DocumentName): Promise<Document | null>
  /**
   * Writes a document anew if it still has the version that its writer has seen; `null` for none.
   *
   * @returns whether it did: of two that have seen the same, one hears yes
   * @throws ConfigError when a file cannot be changed
   */
  replace(name: DocumentName, from: string | null, text: string): Promise<boolean>
  /**
   * Keeps an eye on a document.
   *
   * @returns what it says, without waiting: a file is looked at each time, a row is a second old at most, and as much as a look takes
   */
  follow(name: DocumentName): Promise<() => Document | null>
  close(): Promise<void>
}
