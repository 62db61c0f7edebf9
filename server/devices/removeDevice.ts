import { deviceTries } from '../attempts/trySubject.ts'
import type { Parts } from '../parts.ts'
import type { Device } from '../store/records.ts'
import type { Filter } from '../store/store.ts'

/**
 * Removes a device, and all that is kept of it: first its record, so that nothing refers to what is gone.
 * @param when what its record must say; by default that it is pending
 */
export async function removeDevice(
  { store }: Pick<Parts, 'store'>,
  id: string,
  when: Filter<Device> = { state: 'pending' },
): Promise<void> {
  if (!(await store.devices.remove(id, when))) return
  await store.ciphertexts.remove(id)
  await store.tries.remove(deviceTries(id))
  await store.draws.remove(id)
}
