import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import type { InteractionRecord, Tries } from '../store/records.ts'
import { disabledAfter } from './waitAfter.ts'

/** Whom a try is counted for. */
export interface TrySubject {
  readonly interaction: string
  readonly account: string
  readonly device: string
}

export const accountTries = (account: string) => `account:${account}`
export const deviceTries = (device: string) => `device:${device}`

/**
 * Whether an account or device may try now.
 * @throws ZAuthError `device_disabled`, `too_many_tries` with the seconds to wait
 */
export function refuseClosed(tries: Tries | null, now: number): void {
  if (tries === null) return
  const isDevice = tries.id.startsWith(deviceTries(''))
  if (isDevice && tries.failures >= disabledAfter) throw new ZAuthError('device_disabled', `${tries.failures} failures`)
  if (tries.notBefore > now) {
    throw new ZAuthError('too_many_tries', `after ${tries.failures} failures`, {
      retryAfter: Math.ceil((tries.notBefore - now) / 1000),
    })
  }
}

/**
 * Tries left in an interaction, 1 or more.
 * @throws ZAuthError `too_many_tries`
 */
export function triesLeftIn(interaction: InteractionRecord, { config }: Parts): number {
  const left = config.limits.triesPerInteraction - interaction.tries
  if (left < 1) throw new ZAuthError('too_many_tries', 'no try left in this interaction')
  return left
}
