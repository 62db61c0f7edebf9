import type { AccountName } from '../accounts/account.ts'
import { isSameAccount } from '../accounts/isSameAccount.ts'
import type { DeviceKeys, KeyStore } from '../openKeyStore.ts'
import { isSealed } from './isSealed.ts'

/** The keys of every device of an account that are here, the newest first. */
export async function keysOf(store: KeyStore, name: AccountName): Promise<DeviceKeys[]> {
  const all = await store.getAll('keys')
  return all
    .filter(isSealed)
    .filter(({ account }) => isSameAccount(account, name))
    .sort((a, b) => b.account.enrolled - a.account.enrolled)
}
