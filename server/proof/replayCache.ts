/** Remembers what was seen until it is too old to be accepted anyway. */
export interface ReplayCache {
  /** Whether this is the first time; remembers it until `until` (milliseconds since 1970). */
  firstSight(id: string, until: number): boolean
}

const capacity = 200_000
/** What lapses in the same minute is forgotten at the same time, in whatever order it came. */
const minute = 60_000

/**
 * A bounded memory of one-time ids. When it is full even of ids that still count, everything is refused rather than
 * anything forgotten: a flood may make the verifier busy, never gullible.
 *
 * @param elapsed milliseconds that have passed since any moment, by a clock that nobody sets: one that is set ahead and back again
 *   makes nothing forgotten that will be accepted again
 */
export function createReplayCache(now: () => number, elapsed: () => number = () => performance.now()): ReplayCache {
  const seen = new Map<string, number>()
  const byMinute = new Map<number, string[]>()

  function forgetLapsed(): void {
    for (const [ended, ids] of byMinute) {
      if (ended * minute > elapsed()) continue
      byMinute.delete(ended)
      for (const id of ids) if (!counts(id)) seen.delete(id)
    }
  }
  const counts = (id: string): boolean => (seen.get(id) ?? 0) > elapsed()

  return {
    firstSight(id, until) {
      forgetLapsed()
      if (counts(id) || seen.size >= capacity) return false
      const lapses = elapsed() + until - now()
      seen.set(id, lapses)
      const ending = Math.ceil(lapses / minute)
      const ids = byMinute.get(ending)
      if (ids) ids.push(id)
      else byMinute.set(ending, [id])
      return true
    },
  }
}
