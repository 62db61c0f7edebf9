import type { PreparedMatch } from '../../shared/match/prepare.ts'
import type { Matcher } from './matcher.ts'

/** What was made in advance for challenges that wait for their probe. In memory only: it is secret, and made anew if lost. */
export interface PreparedMatches {
  /** Begins to prepare a challenge's match. Resolves when it is done or could not be done; never rejects. */
  begin(challenge: string, publicKey: Uint8Array<ArrayBuffer>): void
  /** What was prepared, given away: nobody gets it twice. `null` if there is none. */
  take(challenge: string): Promise<PreparedMatch | null>
}

/** About 2 MB each. */
const mostKept = 64

/** Keeps the newest; the oldest gives way, and whoever comes for it waits the fifty milliseconds that it saves. */
export function createPreparedMatches(matcher: Matcher, lifetime: number, now: () => number): PreparedMatches {
  const kept = new Map<string, { readonly until: number; readonly prepared: Promise<PreparedMatch | null> }>()

  function makeRoom(): void {
    for (const [challenge, { until }] of kept) {
      if (until > now() && kept.size < mostKept) break
      kept.delete(challenge)
    }
  }

  return {
    begin(challenge, publicKey) {
      makeRoom()
      const prepared = matcher.prepare(publicKey).catch(() => null)
      kept.set(challenge, { until: now() + lifetime, prepared })
    },
    async take(challenge) {
      const entry = kept.get(challenge)
      kept.delete(challenge)
      return (await entry?.prepared) ?? null
    },
  }
}
