import browser, { type Storage } from 'webextension-polyfill'
import { unlockedName } from '../storage/vault/unlockedKey.ts'

/** Calls a listener when the keys were locked or unlocked, in this window or another; returns what ends that. */
export function watchLock(listener: () => void): () => void {
  const onChanged = (changes: Record<string, Storage.StorageChange>, area: string): void => {
    const change = area === 'session' ? changes[unlockedName] : undefined
    // That the key was used is a change, too.
    if (change && (change.newValue === undefined) !== (change.oldValue === undefined)) listener()
  }
  browser.storage.onChanged.addListener(onChanged)
  return () => browser.storage.onChanged.removeListener(onChanged)
}
