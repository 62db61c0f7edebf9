import browser from 'webextension-polyfill'
import { upgraded } from '../upgraded.ts'
import { readSettings } from './readSettings.ts'
import { settingsKey, type Settings } from './settings.ts'

/**
 * Changes what the person prefers. Of two windows that change something at the same moment neither undoes what the other did.
 *
 * @throws ZAuthError `storage_newer`
 * @param change the settings that change, or a function of those that are there
 */
export async function changeSettings(
  change: Partial<Settings> | ((settings: Settings) => Partial<Settings>),
): Promise<void> {
  await upgraded()
  await navigator.locks.request(settingsKey, async () => {
    const settings = await readSettings()
    const changed = { ...settings, ...(typeof change === 'function' ? change(settings) : change) }
    await browser.storage.local.set({ [settingsKey]: changed })
  })
}
