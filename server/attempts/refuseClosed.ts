import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Tries } from '../store/records.ts'
import { deviceTries } from './trySubject.ts'
import { disabledAfter, waitAfter } from './waitAfter.ts'

/**
 * Whether an account or device may try now.
 * @throws ZAuthError `device_disabled`, `too_many_tries` with the seconds to wait
 */
export function refuseClosed(tries: Tries | null, now: number): void {
  if (tries === null) return
  const isDevice = tries.id.startsWith(deviceTries(''))
  if (isDevice && tries.failures >= disabledAfter) throw new ZAuthError('device_disabled', `${tries.failures} failures`)
  // What lies further ahead than a wait can be was written by a clock that was wrong: it would close the account until that time.
  if (tries.notBefore > now && tries.notBefore - now <= waitAfter(tries.failures)) {
    throw new ZAuthError('too_many_tries', `after ${tries.failures} failures`, {
      retryAfter: Math.ceil((tries.notBefore - now) / 1000),
    })
  }
}
