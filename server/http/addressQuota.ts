import { ZAuthError } from '../../shared/protocol/errors.ts'

/** How often one sender may do something in a minute. */
export interface AddressQuota {
  /**
   * Counts one more.
   *
   * @param sender as `SenderOf` names it; `null` is not counted
   * @throws ZAuthError `too_many_tries`, with the seconds until the minute is over
   */
  take(sender: string | null): void
}

const minute = 60_000
/** Senders that are counted: those beyond are not, so that nobody who has many addresses keeps others out. */
const mostCounted = 100_000

/**
 * A quota that has counted nothing yet. Only what has proven itself is to be counted, a sign-in that a website asks for or a challenge
 * that a device of that sign-in orders: who has neither uses up nobody's share, not even that of those behind the same address.
 *
 * @param now milliseconds since 1970; a clock that jumps begins another minute
 */
export function createAddressQuota(most: number, now: () => number): AddressQuota {
  const counts = new Map<string, number>()
  let current = 0
  return {
    take(sender) {
      if (sender === null) return
      const time = now()
      const started = Math.floor(time / minute)
      if (started !== current) counts.clear()
      current = started
      const count = counts.get(sender) ?? 0
      if (count >= most) {
        const retryAfter = Math.max(1, Math.ceil(((started + 1) * minute - time) / 1000))
        throw new ZAuthError('too_many_tries', 'too many from one address', { retryAfter })
      }
      if (count > 0 || counts.size < mostCounted) counts.set(sender, count + 1)
    },
  }
}
