import type { Account } from '../storage/accounts/account.ts'
import { isSealed } from '../storage/devices/isSealed.ts'
import { listAccounts } from '../storage/accounts/listAccounts.ts'
import { withKeyStore } from '../storage/withKeyStore.ts'

/** The accounts of this browser that a backup cannot hold. */
export async function notBackedUp(): Promise<Account[]> {
  const accounts = await listAccounts()
  return await withKeyStore(async (store) => {
    const left: Account[] = []
    for (const account of accounts) {
      const keys = await store.get('keys', account.keys)
      if (!isSealed(keys) || keys.signing) left.push(account)
    }
    return left
  })
}
