import { offerElementId } from '../../shared/protocol/endpoints.ts'
import { InteractionStatus } from '../../shared/protocol/interactionMessages.ts'
import { Offer } from '../../shared/protocol/offer.ts'
import { read } from '../../shared/protocol/read.ts'
import type { Browser } from './browser.ts'

/** The verifier's page of a sign-in, by whatever road the browser came to it. */
export interface Arrival {
  readonly browser: Browser
  /** As it was first shown. */
  readonly html: string
  readonly page: string
  /** The offer that it held; throws when it had none. */
  readonly offer: Offer
  status(): Promise<InteractionStatus['state']>
  /** Types a recovery code or a ticket; the page that comes of it. */
  type(code: string): Promise<string>
  /** Goes back to the website, as the page does by itself at the end; the address there. */
  finish(): Promise<URL>
}

/**
 * Follows a browser to the verifier's page.
 * @param start the address that the website sends it to, or the verifier's answer to a form
 */
export async function arrive(browser: Browser, start: Response | string, issuer: string): Promise<Arrival> {
  const response = await browser.follow(start, issuer)
  if (response instanceof URL) throw new Error(`Sent back at once: ${response.search}`)
  const html = await response.text()
  const page = response.url
  return {
    browser,
    html,
    page,
    get offer() {
      return offerIn(html)
    },
    async status() {
      const answer = await browser.get(`${page}/status`, { accept: 'application/json' })
      return read(InteractionStatus, await answer.json()).state
    },
    async type(code) {
      const typed = await browser.follow(await browser.post(`${page}/recover`, undefined, { code }), issuer)
      if (typed instanceof URL) throw new Error(`Sent away: ${typed.href}`)
      return await typed.text()
    },
    async finish() {
      const end = await browser.follow(await browser.post(`${page}/finish`), issuer)
      if (!(end instanceof URL)) throw new Error(`Not sent back: ${end.status} ${await end.text()}`)
      return end
    },
  }
}

/** The offer that the content script would read. */
export function offerIn(html: string): Offer {
  const block = new RegExp(`<script type="application/json" id="${offerElementId}">(.*?)</script>`, 's').exec(html)
  return read(Offer, JSON.parse(block?.[1] ?? 'null'))
}
