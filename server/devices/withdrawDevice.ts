import type { Parts } from '../parts.ts'
import type { Device } from '../store/records.ts'
import { leaveAccount } from './leaveAccount.ts'
import { removeDevice } from './removeDevice.ts'

/**
 * Takes an active device from its account, if it is the account's, and removes it with all that is kept of it.
 * @param back devices that had made room for it
 */
export async function withdrawDevice(
  { store }: Pick<Parts, 'store'>,
  { id, account }: Pick<Device, 'id' | 'account'>,
  back: readonly string[] = [],
): Promise<void> {
  await leaveAccount({ store }, account, id, back)
  // Whatever its state, at once: were it pending for a moment, a token under way could let it in again.
  await removeDevice({ store }, id, {})
}
