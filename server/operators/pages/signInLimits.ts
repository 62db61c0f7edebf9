import { ZAuthError } from '../../../shared/protocol/errors.ts'

// As for faces: NIST SP 800-63B-4 §3.2.2 asks for 100 failures in a row at most.
const freeFailures = 5
const firstWait = 30_000
const longestWait = 15 * 60_000
const forgottenAfter = 60 * 60_000
const mostRemembered = 10_000
/** Passwords that are hashed at the same time: each takes 32 MiB. */
const mostAtOnce = 2

interface Failures {
  readonly count: number
  readonly at: number
}

export interface SignInLimits {
  /**
   * Checks a password when it is somebody's turn.
   * @throws ZAuthError `too_many_tries`, `busy`
   */
  try(name: string, address: string, check: () => Promise<boolean>): Promise<boolean>
}

/**
 * Passwords that may be tried. Failures are counted for a name together with the address that they came from: who tries from elsewhere
 * makes nobody wait but himself. Of one address, one password is looked at at a time.
 */
export function createSignInLimits(now: () => number): SignInLimits {
  const failures = new Map<string, Failures>()
  const checking = new Set<string>()
  return {
    async try(name, address, check) {
      const key = JSON.stringify([name, address])
      const known = failures.get(key)
      const count = known !== undefined && now() - known.at < forgottenAfter ? known.count : 0
      const wait = count < freeFailures ? 0 : Math.min(firstWait * 2 ** (count - freeFailures), longestWait)
      const left = (known?.at ?? 0) + wait - now()
      if (count >= freeFailures && left > 0)
        throw new ZAuthError('too_many_tries', 'operator', { retryAfter: left / 1000 })
      if (checking.size >= mostAtOnce || checking.has(address))
        throw new ZAuthError('busy', 'operators', { retryAfter: 1 })
      // Counted before it is looked at, so that of many at once none goes free.
      if (failures.size >= mostRemembered) failures.clear()
      failures.set(key, { count: count + 1, at: now() })
      checking.add(address)
      try {
        const isRight = await check()
        if (isRight) failures.delete(key)
        return isRight
      } finally {
        checking.delete(address)
      }
    },
  }
}
