import { accountTries } from '../../attempts/trySubject.ts'
import { unknownWebsite } from '../../clients/unknownWebsite.ts'
import { ConfigError } from '../../config/configError.ts'
import { leaveAll } from '../../devices/leaveAll.ts'
import { withdrawDevice } from '../../devices/withdrawDevice.ts'
import { accountIdOf } from '../../interactions/accountIdOf.ts'
import type { Store } from '../../store/store.ts'
import type { AccountParts } from './withAccounts.ts'

/**
 * Removes the devices of an account with their ciphertexts and tries, its recovery codes and tickets, for who has lost them or was shut
 * out: the person can enrol again, if her website allows it. A verifier may run: no device stays that joins meanwhile.
 *
 * @returns what was removed, as a sentence
 * @throws ConfigError when there is no such website, or the account has no device
 */
export async function resetAccount(
  { store, clients, audit }: Pick<AccountParts, 'store' | 'clients' | 'audit'>,
  clientId: string,
  userId: string,
): Promise<string> {
  if (clients.find(clientId) === null) throw new ConfigError(`clients: ${unknownWebsite(clientId, clients.list())}`)
  const id = accountIdOf(clientId, userId)
  if (((await store.accounts.find(id))?.devices ?? []).length === 0) throw new ConfigError('This account has no device')

  await store.tries.remove(accountTries(id))
  await store.recoveryCodes.removeAll({ account: id })
  await store.enrolmentTickets.removeAll({ account: id })
  await store.additions.remove(id)
  // Or whoever was in the middle of one could still end it, or bring the device in that waits there.
  await store.interactions.removeAll({ account: id })
  await store.verifyChallenges.removeAll({ account: id })
  await store.challenges.removeAll({ account: id })
  // Last, as it is then: who has joined until now is in it, and who comes now finds no sign-in any more.
  const sentences: string[] = []
  for (const device of await leaveAll(store, id)) sentences.push(await remove(store, id, device))
  await store.recoveryCodes.removeAll({ account: id })
  audit.note({ action: 'account reset', by: { operator: 'accounts reset' }, client: clientId, account: id })
  await store.compact()
  return `${sentences.join('\n')}\nRemoved the account’s tries, recovery codes and tickets.`
}

/** Removes one device; what was removed, as a sentence. */
async function remove(store: Store, account: string, id: string): Promise<string> {
  const device = await store.devices.find(id)
  await withdrawDevice({ store }, { id, account })
  if (device === null) return `Removed device ${id}, of which nothing else was left.`
  const enrolledAt = new Date(device.enrolledAt).toISOString()
  return `Removed device ${id}, enrolled ${enrolledAt}: its key, its template and its tries.`
}
