import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import { policyOf } from '../policy/policyOf.ts'
import type { Account, Device } from '../store/records.ts'
import { mayJoin } from './mayJoin.ts'

/**
 * Makes a device one of its account's own. Of two that race for the same place one gets it: each changes the list that it has
 * seen, or looks again.
 *
 * @returns the devices that made room: the one that was renewed, or the oldest of a full account
 * @throws ZAuthError `already_enrolled`, `device_unknown`
 */
export async function joinAccount(
  parts: Pick<Parts, 'store' | 'config' | 'clients'>,
  device: Device,
): Promise<readonly string[]> {
  const { accounts } = parts.store
  for (;;) {
    const account = await accounts.find(device.account)
    if (account === null) throw new ZAuthError('device_unknown', 'its account was removed')
    // An answer may be lost on its way from the database, and the question be asked again.
    if (account.devices.includes(device.id)) return []
    const { version, clientId } = account
    if (!mayJoin(device, account.devices))
      throw new ZAuthError(device.admission === 'first' ? 'already_enrolled' : 'device_unknown', 'its place is gone')
    const devices = devicesWith(account, device, policyOf(parts, clientId).maxDevices)
    if (await accounts.update(account.id, { version }, { devices, version: version + 1 })) {
      return account.devices.filter((id) => !devices.includes(id))
    }
  }
}

function devicesWith({ devices }: Account, { id, admission, renews }: Device, most: number): readonly string[] {
  if (admission === 'renewal') return devices.map((device) => (device === renews ? id : device))
  // Refused, whoever has lost a device would have no way in where one is allowed.
  return [...devices, id].slice(-most)
}
