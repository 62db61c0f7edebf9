import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import type { Device } from '../store/records.ts'
import { removePendingDevices } from './removePendingDevices.ts'
import { withdrawDevice } from './withdrawDevice.ts'

/**
 * Makes a pending device the account's own, on its first accepted token. Of two that race for an account one wins. The
 * account's record decides; the device's own says only that it is not to be swept away.
 *
 * @returns whether it was pending until now
 * @throws ZAuthError `already_enrolled`, `device_unknown` when it was removed meanwhile
 */
export async function activateDevice(parts: Pick<Parts, 'store'>, device: Device): Promise<boolean> {
  const { accounts, devices } = parts.store
  const { id, account, interaction } = device
  const isFirst = await devices.update(id, { state: 'pending' }, { state: 'active' })
  if (!isFirst) {
    if ((await accounts.find(account))?.activeDevice !== id) throw new ZAuthError('device_unknown', 'removed meanwhile')
    return false
  }
  if (!(await accounts.update(account, { activeDevice: null }, { activeDevice: id }))) {
    await withdrawDevice(parts, device)
    throw new ZAuthError('already_enrolled', 'another device was faster')
  }
  await removePendingDevices(parts, interaction, id)
  return true
}
