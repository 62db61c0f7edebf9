import browser from 'webextension-polyfill'
import type { Pending } from '../pending/pending.ts'
import { prepareWords } from '../words/prepareWords.ts'
import { words } from './words.ts'

/** The alarm that rings when the first of what waits has expired. */
export const expiryAlarm = 'expired'

/** How many sign-ins wait for the person, on the extension's icon; nothing when none does, or when the last has expired. */
export async function showBadge(pending: readonly Pending[]): Promise<void> {
  const all = pending.filter(({ state, windowId }) => state !== 'settled' && windowId === null)
  const waiting = all.length
  // The service worker may have ended by then; an alarm starts it.
  if (waiting > 0)
    await browser.alarms.create(expiryAlarm, { when: Math.min(...all.map(({ offer }) => offer.expiresAt)) })
  await browser.action.setBadgeText({ text: waiting > 0 ? String(waiting) : '' })
  await browser.action.setBadgeBackgroundColor({ color: '#2c4fd6' })
  await prepareWords()
  await browser.action.setTitle({ title: waiting > 0 ? words.waiting : 'ZAuth' })
}
