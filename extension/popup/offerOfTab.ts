import browser from 'webextension-polyfill'
import { offerElementId } from '../../shared/protocol/endpoints.ts'
import { Offer } from '../../shared/protocol/offer.ts'
import { read } from '../../shared/protocol/read.ts'
import { isOfferFrom } from '../messaging/isOfferFrom.ts'

/** An offer that the person is looking at. */
export interface TabOffer {
  readonly offer: Offer
  readonly tabId: number
}

/**
 * The offer on the page that the person was looking at when she clicked the icon. The click itself lets the extension read that
 * one page, granted or not; null when it is no verifier's.
 */
export async function offerOfTab(): Promise<TabOffer | null> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true })
  if (tab?.id === undefined) return null
  try {
    const [found] = await browser.scripting.executeScript({
      target: { tabId: tab.id },
      args: [offerElementId],
      func: (id: string) => ({ text: document.getElementById(id)?.textContent ?? null, url: location.href }),
    })
    const { text, url } = found?.result as { text: string | null; url: string }
    const offer = text === null ? null : read(Offer, JSON.parse(text))
    return offer && offer.expiresAt > Date.now() && isOfferFrom(new URL(url), offer) ? { offer, tabId: tab.id } : null
  } catch {
    return null // A page that extensions may not read, or that is no verifier's.
  }
}
