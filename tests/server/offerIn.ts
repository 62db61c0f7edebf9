import { offerElementId } from '../../shared/protocol/endpoints.ts'
import { Offer, read } from '../../shared/protocol/messages.ts'

/** The offer that the content script would read on the verifier's page. */
export function offerIn(html: string): Offer {
  const block = new RegExp(`<script type="application/json" id="${offerElementId}">(.*?)</script>`, 's').exec(html)
  return read(Offer, JSON.parse(block?.[1] ?? 'null'))
}
