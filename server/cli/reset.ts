import { accountTries } from '../attempts/trySubject.ts'
import { openClients } from '../clients/openClients.ts'
import type { VerifierConfig } from '../config.ts'
import { ConfigError } from '../configError.ts'
import { withdrawDevice } from '../devices/withdrawDevice.ts'
import { accountIdOf } from '../interactions/accountIdOf.ts'
import { checkDataFolder } from '../store/checkDataFolder.ts'
import { openDocuments } from '../store/openDocuments.ts'
import { openStore } from '../store/openStore.ts'
import type { Store } from '../store/store.ts'

/**
 * Removes the devices of an account with their ciphertexts and tries, its recovery codes and tickets, for who has lost them or was shut out: the person can enrol
 * again, if her website allows it. The verifier must not be running.
 *
 * @returns what was removed, as a sentence
 * @throws ConfigError when there is no such website or data folder, the verifier runs, or the account has no device
 */
export async function reset(config: VerifierConfig, clientId: string, userId: string): Promise<string> {
  await requireWebsite(config, clientId)
  await checkDataFolder(config.data)
  await using acquired = new AsyncDisposableStack()
  const store = acquired.adopt(await openStore(config), (opened) => opened.close())
  const id = accountIdOf(clientId, userId)
  const devices = (await store.accounts.find(id))?.devices ?? []
  if (devices.length === 0) throw new ConfigError('This account has no device')

  await store.tries.remove(accountTries(id))
  await store.recoveryCodes.removeAll({ account: id })
  await store.enrolmentTickets.removeAll({ account: id })
  await store.additions.remove(id)
  // Or whoever was in the middle of one could still end it, or bring the device in that waits there.
  await store.interactions.removeAll({ account: id })
  await store.verifyChallenges.removeAll({ account: id })
  const sentences: string[] = []
  for (const device of devices) sentences.push(await remove(store, id, device))
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

async function requireWebsite(config: VerifierConfig, clientId: string): Promise<void> {
  await using acquired = new AsyncDisposableStack()
  const documents = acquired.adopt(await openDocuments(config), (opened) => opened.close())
  const clients = await openClients(config, documents)
  if (clients.find(clientId) === null) throw new ConfigError(`clients: There is no website with the id ${clientId}`)
}
