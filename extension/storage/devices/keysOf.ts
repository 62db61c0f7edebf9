import type { AccountName } from '../accounts/account.ts'
import { isSealed } from './isSealed.ts'
import type { DeviceKeys, KeyStore } from '../openKeyStore.ts'

/** The keys of every device of an account that are here, the newest first. */
export async function keysOf(store: KeyStore, name: AccountName): Promise<DeviceKeys[]> {
  const all = await store.getAll('keys')
  return all
    .filter(isSealed)
    .filter(({ account: { issuer, clientId, account } }) => {
      return issuer === name.issuer && clientId === name.clientId && account === name.account
    })
    .sort((a, b) => b.account.enrolled - a.account.enrolled)
}
