import browser from 'webextension-polyfill'
import type { PageNotice } from '../messaging/commands.ts'
import { readPending } from '../pending/pending.ts'

/** Lets the verifier's page of a sign-in know that it should ask for its state. */
export async function tellPage(ticket: string): Promise<void> {
  const mine = (await readPending()).find(({ offer }) => offer.ticket === ticket)
  if (!mine) return
  try {
    await browser.tabs.sendMessage(mine.tabId, { notice: 'changed' } satisfies PageNotice)
  } catch {
    // The page is gone, or was loaded before the verifier was granted; it asks by itself as well.
  }
}
