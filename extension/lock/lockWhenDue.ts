import browser from 'webextension-polyfill'
import { readUnlockedKey } from '../storage/readUnlockedKey.ts'

/**
 * Has the service worker forget the vault key when it has not been used for as long as the person wants. It needs no permission and no
 * timer, which would not outlive the worker: nobody can use the key without that the browser is touched, and every change of tab,
 * of page or of window wakes the worker. So it is after a sleep, too.
 */
export function lockWhenDue(): void {
  const look = (): void => void readUnlockedKey().catch(() => undefined)
  look()
  browser.tabs.onActivated.addListener(look)
  browser.tabs.onUpdated.addListener(look)
  browser.windows.onFocusChanged.addListener(look)
}
