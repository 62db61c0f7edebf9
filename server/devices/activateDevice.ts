import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import type { Device } from '../store/records.ts'
import { removeDevice } from './removeDevice.ts'
import { removePendingDevices } from './removePendingDevices.ts'

/**
 * Makes a pending device the account's own, on its first accepted token. Of two that race for an account one wins. The
 * account's record decides; the device's own says only that it is not to be swept away.
 *
 * @throws ZAuthError `already_enrolled`
 */
export async function activateDevice(parts: Parts, { id, account, interaction }: Device): Promise<void> {
  const { accounts, devices } = parts.store
  await devices.update(id, {}, { state: 'active' })
  if (!(await accounts.update(account, { activeDevice: [null, id] }, { activeDevice: id }))) {
    await devices.update(id, {}, { state: 'pending' })
    await removeDevice(parts, id)
    throw new ZAuthError('already_enrolled', 'another device was faster')
  }
  await removePendingDevices(parts, interaction, id)
}
