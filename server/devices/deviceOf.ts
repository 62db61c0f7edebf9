import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import type { Device } from '../store/records.ts'

interface DeviceClaim {
  readonly id: string
  readonly account: string
  readonly interaction: string
  /** Thumbprint of the key that proved the request. */
  readonly proofKey: string
}

/**
 * The device that asks: one of the account's own, or one that this interaction has just enrolled. All ways in which it can be
 * another's look the same from outside.
 *
 * @throws ZAuthError `device_unknown`
 */
export async function deviceOf({ store }: Parts, { id, account, interaction, proofKey }: DeviceClaim): Promise<Device> {
  const device = await store.devices.find(id)
  if (device === null) throw new ZAuthError('device_unknown', 'no such device')
  if (device.proofKey !== proofKey) throw new ZAuthError('device_unknown', 'proof by another key')
  if (device.account !== account) throw new ZAuthError('device_unknown', 'of another account')
  const own = (await store.accounts.find(account))?.devices ?? []
  const isWaiting = device.state === 'pending' && device.interaction === interaction
  if (!own.includes(id) && !(isWaiting && mayJoin(device, own))) throw new ZAuthError('device_unknown', 'not active')
  return device
}

/** Whether it could still become the account's own: `joinAccount` decides. */
function mayJoin({ admission, renews }: Device, own: readonly string[]): boolean {
  if (admission === 'first') return own.length === 0
  return renews === null || own.includes(renews)
}
