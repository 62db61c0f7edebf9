/** Remembers what was seen until it is too old to be accepted anyway. */
export interface ReplayCache {
  /** Whether this is the first time; remembers it until `until` (milliseconds since 1970). */
  firstSight(id: string, until: number): boolean
}

const capacity = 200_000

/**
 * A bounded memory of one-time ids. When it is full even of ids that still count, everything is refused rather than
 * anything forgotten: a flood may make the verifier busy, never gullible.
 */
export function createReplayCache(now: () => number): ReplayCache {
  const seen = new Map<string, number>()

  /** Ids come about in the order in which they lapse, so the old ones are in front. */
  function forgetLapsed(): void {
    for (const [id, until] of seen) {
      if (until > now()) return
      seen.delete(id)
    }
  }

  return {
    firstSight(id, until) {
      forgetLapsed()
      const known = seen.get(id)
      if (known !== undefined && known > now()) return false
      if (seen.size >= capacity) return false
      seen.set(id, until)
      return true
    },
  }
}
