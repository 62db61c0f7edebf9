import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'

interface Leaving {
  readonly account: string
  /** The device that takes them away, and must be the account's own when it does; `null` for an operator. */
  readonly by: string | null
  /** The devices that leave; `all` leaves none. */
  readonly leaving: readonly string[] | 'all'
}

/**
 * Takes devices from an account's list in one conditional update. Of two devices that take each other away at the same moment one
 * does: the other is not there any more to say so.
 *
 * @returns those that have left
 * @throws ZAuthError `device_unknown`, `last_device`
 */
export async function leaveTogether(
  { store }: Pick<Parts, 'store'>,
  { account, by, leaving }: Leaving,
): Promise<readonly string[]> {
  for (;;) {
    const seen = await store.accounts.find(account)
    if (seen === null || (by !== null && !seen.devices.includes(by)))
      throw new ZAuthError('device_unknown', 'removed meanwhile')
    const { version, devices } = seen
    const gone = leaving === 'all' ? devices : leaving
    const kept = devices.filter((id) => !gone.includes(id))
    if (gone.some((id) => !devices.includes(id))) throw new ZAuthError('device_unknown', 'no device of this account')
    if (kept.length === 0 && leaving !== 'all') throw new ZAuthError('last_device')
    if (await store.accounts.update(account, { version }, { devices: kept, version: version + 1 })) return gone
  }
}
