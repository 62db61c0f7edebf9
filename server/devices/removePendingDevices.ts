import type { Parts } from '../parts.ts'
import { removeDevice } from './removeDevice.ts'

/**
 * Removes the devices that an interaction enrolled and that never authenticated.
 * @param except a device to keep
 */
export async function removePendingDevices(
  parts: Pick<Parts, 'store'>,
  interaction: string,
  except?: string,
): Promise<void> {
  const pending = await parts.store.devices.findAll({ interaction, state: 'pending' })
  for (const { id } of pending) if (id !== except) await removeDevice(parts, id)
}
