import browser from 'webextension-polyfill'
import { readPending } from '../pending/pending.ts'

/** Brings the verifier's page of a sign-in to the front: there a recovery code can be typed. */
export async function goToPage(ticket: string): Promise<void> {
  const waiting = (await readPending()).find(({ offer }) => offer.ticket === ticket)
  if (!waiting) return
  const { windowId } = await browser.tabs.update(waiting.tabId, { active: true })
  if (windowId !== undefined) await browser.windows.update(windowId, { focused: true })
}
