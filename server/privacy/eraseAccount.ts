import { accountTries } from '../attempts/trySubject.ts'
import { leaveAll } from '../devices/leaveAll.ts'
import { withdrawDevice } from '../devices/withdrawDevice.ts'
import type { Account, Device } from '../store/records.ts'
import type { Store } from '../store/store.ts'
import { artifactsOf } from './artifactsOf.ts'

/** What is gone. */
export interface Erased {
  /** Each with its public key, its template and its tries. */
  readonly devices: Pick<Device, 'id' | 'keyAndTemplate' | 'enrolledAt'>[]
  readonly recoveryCodes: number
  /** Codes that would have let another device in. */
  readonly tickets: number
  /** Sign-ins under way, and those that had just ended. */
  readonly signIns: number
  /** Whether the account's own record is gone: not when a sign-in has begun meanwhile, which made it anew. */
  readonly account: boolean
}

/**
 * Removes all that is kept of an account, in an order in which a crash leaves nothing that opens it.
 *
 * @param leave takes the devices from the account's list; those that have left
 */
export async function eraseAccount(
  store: Store,
  account: Pick<Account, 'id' | 'clientId' | 'userId'>,
  leave: () => Promise<readonly string[]> = () => leaveAll(store, account.id),
): Promise<Erased> {
  const { id } = account
  // While nothing is changed: it looks at much, and may fail.
  const artifacts = await artifactsOf(store, account)
  // Before the list is empty: were there a crash in between, a code must not open what has no device any more.
  let recoveryCodes = await store.recoveryCodes.removeAll({ account: id })
  const tickets = (await store.enrolmentTickets.removeAll({ account: id })) + (await store.additions.removeAll({ id }))
  const left = await leave()
  // Those that were made in between, too; who comes later makes none, as the list is empty.
  recoveryCodes += await store.recoveryCodes.removeAll({ account: id })
  const devices: Erased['devices'] = []
  const remove = async (device: string): Promise<void> => {
    const record = await store.devices.find(device)
    await withdrawDevice({ store }, { id: device, account: id })
    if (record !== null) devices.push(record)
  }
  for (const device of left) await remove(device)

  const signIns = await store.interactions.removeAll({ account: id })
  await store.verifyChallenges.removeAll({ account: id })
  await store.challenges.removeAll({ account: id })
  for (const artifact of artifacts) await store.artifacts.remove(artifact.id)
  // Those that wait for their first token, too.
  for (const other of await store.devices.findAll({ account: id })) await remove(other.id)
  await store.tries.remove(accountTries(id))
  const emptied = await store.accounts.find(id)
  const isGone = emptied?.devices.length === 0 && (await store.accounts.remove(id, { version: emptied.version }))
  return { devices, recoveryCodes, tickets, signIns, account: isGone }
}
