import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { upgraded } from '../upgraded.ts'
import { Account, accountPrefix } from './account.ts'

/**
 * Every account of this browser whose record can be read, the one used last first.
 *
 * @throws ZAuthError `storage_newer`
 */
export async function listAccounts(): Promise<Account[]> {
  await upgraded()
  const stored = await browser.storage.local.get()
  return Object.entries(stored)
    .filter(([key]) => key.startsWith(accountPrefix))
    .map(([, value]) => v.safeParse(Account, value))
    .filter((parsed) => parsed.success)
    .map((parsed) => parsed.output)
    .sort((a, b) => (b.lastUsed ?? b.enrolled) - (a.lastUsed ?? a.enrolled))
}
