import type { Parts } from '../parts.ts'
import { withdrawDevice } from './withdrawDevice.ts'

/**
 * Removes what a crash between two steps left: active devices that no account names, and ciphertexts that no device has. To
 * be done before the first request, because an enrolment under way looks the same. An account whose device is gone is left
 * to the operator: to open it for anybody's enrolment is nothing that a damaged disk should decide.
 */
export async function removeOrphans({ store, log }: Pick<Parts, 'store' | 'log'>): Promise<void> {
  let devices = 0
  for (const device of await store.devices.findAll({ state: 'active' })) {
    const own = (await store.accounts.find(device.account))?.devices ?? []
    if (own.includes(device.id)) continue
    await withdrawDevice({ store }, device)
    devices += 1
  }
  let ciphertexts = 0
  for (const device of await store.ciphertexts.list()) {
    if ((await store.devices.find(device)) !== null) continue
    await store.ciphertexts.remove(device)
    ciphertexts += 1
  }
  if (devices > 0 || ciphertexts > 0) log.warn({ devices, ciphertexts }, 'removed what a crash had left')
}
