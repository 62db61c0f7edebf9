import browser, { type Tabs } from 'webextension-polyfill'
import { isOfferFrom } from '../messaging/isOfferFrom.ts'
import type { Pending } from '../pending/pending.ts'

/**
 * The tab of a sign-in, if it still shows a page of the verifier that offered it; null when it is gone or shows another page. (The
 * browser tells the address of a page only where the extension is allowed.)
 */
export async function tabOf({ offer, tabId }: Pick<Pending, 'offer' | 'tabId'>): Promise<Tabs.Tab | null> {
  try {
    const tab = await browser.tabs.get(tabId)
    return tab.url !== undefined && URL.canParse(tab.url) && isOfferFrom(new URL(tab.url), offer) ? tab : null
  } catch {
    return null
  }
}
