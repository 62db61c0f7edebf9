import browser from 'webextension-polyfill'
import { preferencesKey, type Preferences } from './preferences.ts'

/** Remembers on this device how the person likes to be guided. */
export async function savePreferences(preferences: Preferences): Promise<void> {
  await browser.storage.local.set({ [preferencesKey]: preferences })
}
