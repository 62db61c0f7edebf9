import type { Parts } from '../parts.ts'
import type { Device } from '../store/records.ts'
import { withdrawDevice } from './withdrawDevice.ts'

interface Removed {
  readonly devices: number
  readonly ciphertexts: number
}

/**
 * Removes what a crash between two steps left: active devices that no account names, and ciphertexts that no device has. An account
 * whose device is gone is left to the operator: to open it for anybody's enrolment is nothing that a damaged disk should decide.
 *
 * @param pause lies between a first look and a second, where others may be enrolling: for a moment that looks the same. None where
 *   this is done before the first request
 */
export async function removeOrphans(
  { store }: Pick<Parts, 'store'>,
  pause: () => Promise<void> = () => Promise.resolve(),
): Promise<Removed> {
  const [devices, ciphertexts] = [await strayDevices({ store }), await strayCiphertexts({ store })]
  await pause()
  let [gone, freed] = [0, 0]
  for (const device of devices) {
    if (!(await isStray({ store }, device))) continue
    await withdrawDevice({ store }, device)
    gone += 1
  }
  for (const device of ciphertexts) {
    if ((await store.devices.find(device)) !== null) continue
    await store.ciphertexts.remove(device)
    freed += 1
  }
  return { devices: gone, ciphertexts: freed }
}

async function strayDevices({ store }: Pick<Parts, 'store'>): Promise<Device[]> {
  const stray: Device[] = []
  for await (const device of store.devices.each({ state: 'active' }))
    if (await isStray({ store }, device)) stray.push(device)
  return stray
}

async function isStray({ store }: Pick<Parts, 'store'>, { id, account }: Device): Promise<boolean> {
  return (await store.accounts.find(account))?.devices.includes(id) !== true
}

async function strayCiphertexts({ store }: Pick<Parts, 'store'>): Promise<string[]> {
  const stray: string[] = []
  for await (const device of store.ciphertexts.each())
    if ((await store.devices.find(device)) === null) stray.push(device)
  return stray
}
