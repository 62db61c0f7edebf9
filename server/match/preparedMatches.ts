import type { BoundMatch } from '../../shared/match/bindMatch.ts'
import type { Matcher } from './matcher.ts'
import type { Preparation } from './worker.ts'

/** What was made in advance for challenges that wait for their probe. In memory only: it is secret, and made anew if lost. */
export interface PreparedMatches {
  /**
   * Begins to prepare a challenge's match; whether that succeeds, `take` says.
   *
   * @param read gives what it is made from; it is not asked where nothing is prepared
   * @throws what `read` throws
   */
  begin(challenge: string, read: () => Promise<Preparation>): Promise<void>
  /** What was prepared, given away: nobody gets it twice. `null` if there is none, or not soon. */
  take(challenge: string): Promise<BoundMatch | null>
}

/** About 2.4 MB each. */
const mostKept = 48

interface Entry {
  readonly until: number
  readonly unwanted: AbortController
  readonly prepared: Promise<BoundMatch | null>
}

/** Keeps the newest; the oldest gives way, and whoever comes for it waits the fifty milliseconds that it saves. */
export function createPreparedMatches(matcher: Matcher, lifetime: number, now: () => number): PreparedMatches {
  const kept = new Map<string, Entry>()

  function makeRoom(): void {
    for (const [challenge, { until, unwanted }] of kept) {
      if (until > now() && kept.size < mostKept) break
      kept.delete(challenge)
      unwanted.abort()
    }
  }

  return {
    async begin(challenge, read) {
      const task = await read()
      makeRoom()
      const unwanted = new AbortController()
      const prepared = matcher.prepare(task, unwanted.signal).catch(() => null)
      kept.set(challenge, { until: now() + lifetime, unwanted, prepared })
    },
    async take(challenge) {
      const entry = kept.get(challenge)
      if (!entry) return null
      kept.delete(challenge)
      // If it still waits for a thread, the match need not wait for it as well: it does all at once.
      entry.unwanted.abort()
      return await entry.prepared
    },
  }
}
