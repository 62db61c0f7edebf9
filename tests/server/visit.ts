import { offerElementId } from '../../shared/protocol/endpoints.ts'
import { InteractionStatus, Offer, read } from '../../shared/protocol/messages.ts'
import { openBrowser, type Browser } from './browser.ts'
import type { RelyingParty, SignIn } from './relyingParty.ts'

/** A person's sign-in at the website, up to the verifier's page. */
export interface Visit {
  readonly browser: Browser
  readonly signIn: SignIn
  /** The verifier's page, as it was first shown. */
  readonly html: string
  readonly page: string
  readonly offer: Offer
  status(): Promise<InteractionStatus['state']>
  /** Goes back to the website, as the page does by itself at the end; the address there. */
  finish(): Promise<URL>
}

/** Begins a sign-in at the website and follows it to the verifier's page. */
export async function visit(issuer: string, website: RelyingParty, user: string): Promise<Visit> {
  const browser = openBrowser()
  const signIn = await website.begin(user)
  const response = await browser.follow(signIn.url.href, issuer)
  if (response instanceof URL) throw new Error(`Sent back at once: ${response.search}`)
  const html = await response.text()
  const page = response.url
  return {
    browser,
    signIn,
    html,
    page,
    offer: offerIn(html),
    async status() {
      const answer = await browser.get(`${page}/status`, { accept: 'application/json' })
      return read(InteractionStatus, await answer.json()).state
    },
    async finish() {
      const end = await browser.follow(await browser.post(`${page}/finish`), issuer)
      if (!(end instanceof URL)) throw new Error(`Not sent back: ${end.status} ${await end.text()}`)
      return end
    },
  }
}

/** The offer that the content script would read. */
function offerIn(html: string): Offer {
  const block = new RegExp(`<script type="application/json" id="${offerElementId}">(.*?)</script>`, 's').exec(html)
  return read(Offer, JSON.parse(block?.[1] ?? 'null'))
}
