import { deviceTries } from '../attempts/trySubject.ts'
import type { Parts } from '../parts.ts'

/** Removes a pending device, and all that is kept of it: first its record, so that nothing refers to what is gone. */
export async function removeDevice({ store }: Pick<Parts, 'store'>, id: string): Promise<void> {
  if (!(await store.devices.remove(id, { state: 'pending' }))) return
  await store.ciphertexts.remove(id)
  await store.tries.remove(deviceTries(id))
  await store.draws.remove(id)
}
