import type { Account, Device } from '../store/records.ts'
import type { Store } from '../store/store.ts'

/**
 * When an account was last used, to the hour; milliseconds since 1970. `null` for one without a device, whom nobody has used.
 */
export async function lastSeenOf({ devices }: Pick<Store, 'devices'>, account: Account): Promise<number | null> {
  const times: number[] = []
  for (const id of account.devices) {
    const device = await devices.find(id)
    if (device !== null) times.push(seenAt(device))
  }
  return times.length === 0 ? null : Math.max(...times)
}

const seenAt = ({ enrolledAt, lastUsedAt }: Device) => Math.max(enrolledAt, lastUsedAt ?? 0)
