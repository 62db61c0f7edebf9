import browser, { type Storage } from 'webextension-polyfill'
import { settingsKey, type Settings } from './settings.ts'
import { settingsOf } from './settingsOf.ts'

/** Calls a listener with the settings whenever they change, in this window or another; returns what ends that. */
export function watchSettings(listener: (settings: Settings) => void): () => void {
  const onChanged = (changes: Record<string, Storage.StorageChange>, area: string): void => {
    if (area === 'local' && changes[settingsKey]) listener(settingsOf(changes[settingsKey].newValue))
  }
  browser.storage.onChanged.addListener(onChanged)
  return () => browser.storage.onChanged.removeListener(onChanged)
}
