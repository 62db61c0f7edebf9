import { removeDevice as removeRecords } from '../devices/removeDevice.ts'
import { accountTries } from '../attempts/trySubject.ts'
import type { VerifierConfig } from '../config.ts'
import { ConfigError } from '../configError.ts'
import { accountIdOf } from '../interactions/accountIdOf.ts'
import { lockData } from '../store/lockData.ts'
import { openNedbStore } from '../store/openNedbStore.ts'

/**
 * Removes the device of an account, for who has lost it or was shut out: the person can enrol again, if her website allows
 * it. The verifier must not be running.
 *
 * @throws ConfigError when the verifier runs, or the account has no device
 */
export async function removeDevice(config: VerifierConfig, clientId: string, userId: string): Promise<void> {
  await using acquired = new AsyncDisposableStack()
  acquired.defer(await lockData(config.data))
  const store = acquired.adopt(await openNedbStore(config.data), (opened) => opened.close())
  const id = accountIdOf(clientId, userId)
  const device = (await store.accounts.find(id))?.activeDevice ?? null
  if (device === null) throw new ConfigError('This account has no device')
  await store.accounts.update(id, { activeDevice: device }, { activeDevice: null })
  await store.devices.update(device, {}, { state: 'pending' })
  await removeRecords({ store }, device)
  await store.tries.remove(accountTries(id))
}
