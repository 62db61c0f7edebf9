/** Everything in extension storage, by key. */
export type Stored = Readonly<Record<string, unknown>>

/** What an upgrade changes of it. What is set is written at once, together with the new version; then the rest is removed. */
export interface Change {
  readonly set: Record<string, unknown>
  readonly remove: readonly string[]
}

/** Takes extension storage from one version to the next. It may be asked again when the browser ended before it was through. */
export type Migration = (stored: Stored) => Change
