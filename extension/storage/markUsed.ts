import browser from 'webextension-polyfill'
import { accountKey, type Account, type Enrolled } from './account.ts'
import { readAccount } from './readAccount.ts'

/** Notes that a device has just signed in; nothing, if another has taken its place meanwhile. */
export async function markUsed({ issuer, clientId, account, device }: Enrolled): Promise<void> {
  const name = { issuer, clientId, account }
  const record = await readAccount(name)
  if (record?.device !== device) return
  const used: Account = { ...record, lastUsed: Date.now() }
  await browser.storage.local.set({ [await accountKey(name)]: used })
}
