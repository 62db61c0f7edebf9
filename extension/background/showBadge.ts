import browser from 'webextension-polyfill'
import type { Pending } from '../pending/pending.ts'

/** How many sign-ins wait for the person, on the extension's icon; nothing when none does. */
export async function showBadge(pending: readonly Pending[]): Promise<void> {
  const waiting = pending.filter(({ state, windowId }) => state !== 'settled' && windowId === null).length
  await browser.action.setBadgeText({ text: waiting > 0 ? String(waiting) : '' })
  await browser.action.setBadgeBackgroundColor({ color: '#2c4fd6' })
  await browser.action.setTitle({ title: waiting > 0 ? 'ZAuth: a sign-in is waiting' : 'ZAuth' })
}
