import browser from 'webextension-polyfill'
import { readUnlockedKey } from '../storage/vault/readUnlockedKey.ts'
import { awakeName } from '../storage/vault/unlockedKey.ts'

/** The alarm by which the service worker notices that the computer is awake. */
export const awakeAlarm = 'awake'

/** Minutes from one alarm to the next: as often as a sleep is to be noticed, and no more. */
const periodInMinutes = 1

/**
 * Notes that the computer is awake now, and again every minute, as long as keys are unlocked. No alarm rings in a sleeping computer: that
 * none has rung for longer than that is how `readUnlockedKey` knows of a sleep, which no event tells without a further permission.
 */
export async function stayAwake(): Promise<void> {
  // Looked at first: after a sleep they are locked, and no longer awake.
  if (!(await readUnlockedKey())) {
    await browser.alarms.clear(awakeAlarm)
    return
  }
  await browser.storage.session.set({ [awakeName]: Date.now() })
  if (!(await browser.alarms.get(awakeAlarm))) await browser.alarms.create(awakeAlarm, { periodInMinutes })
}
