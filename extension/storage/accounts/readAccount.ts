import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { upgraded } from '../upgraded.ts'
import { Account, accountKey, type AccountName } from './account.ts'

/**
 * The account of this name; null if this browser has none, or one whose record cannot be read.
 *
 * @throws ZAuthError `storage_newer`
 */
export async function readAccount(name: AccountName): Promise<Account | null> {
  await upgraded()
  const key = await accountKey(name)
  const { [key]: stored } = await browser.storage.local.get(key)
  const parsed = v.safeParse(Account, stored)
  return parsed.success ? parsed.output : null
}
