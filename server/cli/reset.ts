import { accountTries } from '../attempts/trySubject.ts'
import { openClients } from '../clients/openClients.ts'
import type { VerifierConfig } from '../config.ts'
import { ConfigError } from '../configError.ts'
import { withdrawDevice } from '../devices/withdrawDevice.ts'
import { accountIdOf } from '../interactions/accountIdOf.ts'
import { checkDataFolder } from '../store/checkDataFolder.ts'
import { lockData } from '../store/lockData.ts'
import { openNedbStore } from '../store/openNedbStore.ts'

/**
 * Removes the device of an account with its ciphertexts and tries, for who has lost it or was shut out: the person can enrol
 * again, if her website allows it. The verifier must not be running.
 *
 * @returns what was removed, as a sentence
 * @throws ConfigError when there is no such website or data folder, the verifier runs, or the account has no device
 */
export async function reset(config: VerifierConfig, clientId: string, userId: string): Promise<string> {
  requireWebsite(config, clientId)
  await checkDataFolder(config.data)
  await using acquired = new AsyncDisposableStack()
  acquired.defer(await lockData(config.data))
  const store = acquired.adopt(await openNedbStore(config.data), (opened) => opened.close())
  const id = accountIdOf(clientId, userId)
  const active = (await store.accounts.find(id))?.activeDevice ?? null
  if (active === null) throw new ConfigError('This account has no device')

  await store.tries.remove(accountTries(id))
  const device = await store.devices.find(active)
  if (device === null) {
    await store.accounts.update(id, { activeDevice: active }, { activeDevice: null })
    return `Removed device ${active}, of which nothing else was left.`
  }
  await withdrawDevice({ store }, device)
  const enrolledAt = new Date(device.enrolledAt).toISOString()
  return `Removed device ${device.id}, enrolled ${enrolledAt}: its key, its template and its tries.`
}

function requireWebsite(config: VerifierConfig, clientId: string): void {
  const clients = openClients(config, (error) => {
    throw error
  })
  if (clients.find(clientId) === null) throw new ConfigError(`clients: There is no website with the id ${clientId}`)
}
