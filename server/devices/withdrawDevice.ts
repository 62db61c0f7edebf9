import type { Parts } from '../parts.ts'
import type { Device } from '../store/records.ts'
import { removeDevice } from './removeDevice.ts'

/** Takes an active device from its account, if it is the account's, and removes it with all that is kept of it. */
export async function withdrawDevice({ store }: Pick<Parts, 'store'>, { id, account }: Device): Promise<void> {
  await store.accounts.update(account, { activeDevice: id }, { activeDevice: null })
  await store.devices.update(id, {}, { state: 'pending' })
  await removeDevice({ store }, id)
}
