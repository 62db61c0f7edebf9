import type { AccountName } from '../accounts/account.ts'
import { openVault } from '../vault/openVault.ts'
import { readAccount } from '../accounts/readAccount.ts'
import { withKeyStore } from '../withKeyStore.ts'
import type { Device } from './device.ts'
import { deviceOf } from './deviceOf.ts'
import { keysOf } from './keysOf.ts'

/**
 * A device that was staged for an account, and that is newer than the one it has here; null when there is none.
 *
 * @param ticket a sign-in: what it has enrolled itself is left out
 * @throws ZAuthError `locked`
 */
export async function openCandidate(name: AccountName, ticket: string): Promise<Device | null> {
  const used = await readAccount(name)
  return await withKeyStore(async (store) => {
    const candidate = (await keysOf(store, name)).find(({ account, ticket: own }) => {
      return own !== ticket && account.keys !== used?.keys && account.enrolled > (used?.enrolled ?? -1)
    })
    return candidate ? await deviceOf(candidate, await openVault(store)) : null
  })
}
