import browser from 'webextension-polyfill'
import { accountKey, type Account } from './account.ts'

/** Notes that an account has just signed in. */
export async function markUsed(account: Account): Promise<void> {
  const used: Account = { ...account, lastUsed: Date.now() }
  await browser.storage.local.set({ [await accountKey(account)]: used })
}
