import type { Parts } from '../parts.ts'
import type { Device } from '../store/records.ts'
import { removeDevice } from './removeDevice.ts'

/** Devices of one account that may wait for their first accepted token at the same time: one for each of a few sign-ins. */
const mostPending = 3

/**
 * Makes room, by age, for a device that was just added among its account's pending ones.
 * @param added stays, whatever the clock says
 */
export async function removeOldestPending(
  { store }: Pick<Parts, 'store'>,
  { id: added, account }: Pick<Device, 'id' | 'account'>,
): Promise<void> {
  const pending = await store.devices.findAll({ account, state: 'pending' })
  const others = pending.filter(({ id }) => id !== added).sort((one, other) => other.enrolledAt - one.enrolledAt)
  for (const { id } of others.slice(mostPending - 1)) await removeDevice({ store }, id)
}
