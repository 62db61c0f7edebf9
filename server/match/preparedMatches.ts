import type { BoundMatch } from '../../shared/match/bindMatch.ts'
import { discardBound } from './discardBound.ts'
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
  /** Wipes all that nobody came for. */
  close(): Promise<void>
}

/** About 2.4 MB each. */
const mostKept = 48

interface Entry {
  readonly timer: NodeJS.Timeout
  readonly unwanted: AbortController
  readonly prepared: Promise<BoundMatch | null>
}

/**
 * Keeps the newest; the oldest gives way, and whoever comes for it waits the fifty milliseconds that it saves. What nobody comes for is
 * wiped as soon as that is known.
 *
 * @param lifetime milliseconds
 */
export function createPreparedMatches(matcher: Pick<Matcher, 'prepare'>, lifetime: number): PreparedMatches {
  const kept = new Map<string, Entry>()

  function takeOut(challenge: string): Entry | null {
    const entry = kept.get(challenge)
    if (entry === undefined) return null
    kept.delete(challenge)
    clearTimeout(entry.timer)
    // If it still waits for a thread, the match need not wait for it as well: it does all at once.
    entry.unwanted.abort()
    return entry
  }
  async function forget(challenge: string): Promise<void> {
    const bound = await takeOut(challenge)?.prepared
    if (bound) discardBound(bound)
  }

  return {
    async begin(challenge, read) {
      const task = await read()
      for (const [oldest] of kept) {
        if (kept.size < mostKept) break
        void forget(oldest)
      }
      const unwanted = new AbortController()
      const prepared = matcher.prepare(task, unwanted.signal).catch(() => null)
      const timer = setTimeout(() => void forget(challenge), lifetime)
      kept.set(challenge, { timer: timer.unref(), unwanted, prepared })
    },
    async take(challenge) {
      return (await takeOut(challenge)?.prepared) ?? null
    },
    async close() {
      await Promise.all([...kept.keys()].map(forget))
    },
  }
}
