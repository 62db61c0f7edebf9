import type { Parts } from '../parts.ts'
import { removeDevice } from './removeDevice.ts'

/** Devices of one account that may wait for their first accepted token at the same time: one for each of a few sign-ins. */
const mostPending = 3

/** Makes room, by age, for an account's newest pending devices. */
export async function removeOldestPending({ store }: Pick<Parts, 'store'>, account: string): Promise<void> {
  const pending = await store.devices.findAll({ account, state: 'pending' })
  const byAge = pending.sort((one, other) => other.enrolledAt - one.enrolledAt)
  for (const { id } of byAge.slice(mostPending)) await removeDevice({ store }, id)
}
