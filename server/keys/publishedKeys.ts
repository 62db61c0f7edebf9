import type { IdTokenKey } from './keyFile.ts'

const hour = 60 * 60_000
/** How long a key is published before it signs: a client that keeps what it fetched (OIDC Core §10.1.1) has it by then. */
export const publishedBefore = 24 * hour
/** How long it stays published when the next one signs: the last id_token that it signed is over long before. */
const publishedAfter = 24 * hour

export interface PublishedKey extends IdTokenKey {
  /** Milliseconds since 1970; `null` as long as no other key is to follow it. */
  readonly publishedUntil: number | null
}

/**
 * The keys of a moment, in the order in which they sign, without those whose time is over.
 * @param now milliseconds since 1970
 */
export function publishedKeys(keys: readonly IdTokenKey[], now: number): PublishedKey[] {
  return keys
    .map((key, i): PublishedKey => {
      const next = keys[i + 1]
      return { ...key, publishedUntil: next === undefined ? null : next.signsFrom + publishedAfter }
    })
    .filter(({ publishedUntil }) => publishedUntil === null || publishedUntil > now)
}
