import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { Preferences, preferencesKey, usual } from './preferences.ts'

/** How the person likes to be guided; as everybody, when she has not said it. */
export async function readPreferences(): Promise<Preferences> {
  const { [preferencesKey]: stored } = await browser.storage.local.get(preferencesKey)
  const parsed = v.safeParse(Preferences, stored)
  return parsed.success ? parsed.output : usual
}
