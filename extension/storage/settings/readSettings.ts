import browser from 'webextension-polyfill'
import { upgraded } from '../upgraded.ts'
import { settingsKey, type Settings } from './settings.ts'
import { settingsOf } from './settingsOf.ts'

/** What the person prefers; the usual where she never chose, or where a newer program's storage is not for this one to read. */
export async function readSettings(): Promise<Settings> {
  // What is said about storage of the future is said in a language, too.
  await upgraded().catch(() => undefined)
  const { [settingsKey]: stored } = await browser.storage.local.get(settingsKey)
  return settingsOf(stored)
}
