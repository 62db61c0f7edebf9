import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import type { Device } from '../store/records.ts'
import { joinAccount } from './joinAccount.ts'
import { withdrawDevice } from './withdrawDevice.ts'

/**
 * Makes a pending device one of its account's own, on its first accepted token. The account's record decides; the device's own
 * says only that it is not to be swept away.
 *
 * @returns the account's devices that made room for it, still to be removed; `null` when it was active already
 * @throws ZAuthError `already_enrolled`, `device_unknown` when it was removed meanwhile, `busy` when it is not known whether it has joined
 */
export async function activateDevice(
  parts: Pick<Parts, 'store' | 'config' | 'clients'>,
  device: Device,
): Promise<readonly string[] | null> {
  const { accounts, devices } = parts.store
  const { id, account } = device
  const isFirst = await devices.update(id, { state: 'pending' }, { state: 'active' })
  if (!isFirst) {
    const own = (await accounts.find(account))?.devices ?? []
    if (!own.includes(id)) throw new ZAuthError('device_unknown', 'removed meanwhile')
    return null
  }
  try {
    return await joinAccount(parts, device)
  } catch (error) {
    // Where it is not known whether the list was changed, it may name this device alone by now: the extension asks at its next sign-in.
    if (error instanceof ZAuthError && error.code !== 'busy') await withdrawDevice(parts, device)
    throw error
  }
}
