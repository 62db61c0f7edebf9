import { ZAuthError } from '../../shared/protocol/errors.ts'

/** Counts the challenges of each website, so that one in a loop does not fill the memory of all. */
export interface ChallengeQuota {
  /** @throws ZAuthError `too_many_tries` when the website has its most */
  take(clientId: string, expiresAt: number): void
}

/** A quota that has counted nothing yet. */
export function createChallengeQuota(most: number, now: () => number): ChallengeQuota {
  const expiries = new Map<string, number[]>()
  return {
    take(clientId, expiresAt) {
      const theirs = expiries.get(clientId) ?? []
      // They all live equally long, so the oldest are in front.
      const firstAlive = theirs.findIndex((time) => time > now())
      theirs.splice(0, firstAlive === -1 ? theirs.length : firstAlive)
      if (theirs.length >= most) {
        throw new ZAuthError('too_many_tries', 'one website, too many challenges', { retryAfter: 60 })
      }
      theirs.push(expiresAt)
      expiries.set(clientId, theirs)
    },
  }
}
