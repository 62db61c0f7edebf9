import browser from 'webextension-polyfill'
import { readUnlockedKey } from '../storage/vault/readUnlockedKey.ts'
import { awakeAlarm, stayAwake } from './stayAwake.ts'
import { watchLock } from './watchLock.ts'

/**
 * Has the service worker forget the vault key when it has not been used for as long as the person wants, or when the computer has slept.
 * For the first it needs no timer, which would not outlive the worker: nobody can use the key without that the browser is touched, and
 * every change of tab, of page or of window wakes the worker. For the second an alarm rings every minute, while there is a key to forget.
 */
export function lockWhenDue(): void {
  const look = (): void => void readUnlockedKey().catch(() => undefined)
  const note = (): void => void stayAwake().catch(() => undefined)
  note()
  watchLock(note)
  browser.alarms.onAlarm.addListener(({ name }) => {
    if (name === awakeAlarm) note()
  })
  browser.tabs.onActivated.addListener(look)
  browser.tabs.onUpdated.addListener(look)
  browser.windows.onFocusChanged.addListener(look)
}
