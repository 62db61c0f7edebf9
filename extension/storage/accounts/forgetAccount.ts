import browser from 'webextension-polyfill'
import { keysOf } from '../devices/keysOf.ts'
import { withKeyStore } from '../withKeyStore.ts'
import { accountKey, type AccountName } from './account.ts'
import { readAccount } from './readAccount.ts'
import { renewalKey } from './renewalKey.ts'

/** Removes an account from this browser, with every key of it. The verifier is not told. */
export async function forgetAccount(name: AccountName): Promise<void> {
  const record = await readAccount(name)
  await withKeyStore(async (store) => {
    for (const { account } of await keysOf(store, name)) await store.delete('keys', account.keys)
    if (record) await store.delete('keys', record.keys)
  })
  await browser.storage.local.remove([await accountKey(name), ...(record ? [renewalKey(record.device)] : [])])
}
