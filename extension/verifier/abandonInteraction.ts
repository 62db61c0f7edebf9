import { endpoints } from '../../shared/protocol/endpoints.ts'
import type { AbandonRequest } from '../../shared/protocol/interactionMessages.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import { createSigningKey } from './createSigningKey.ts'
import { jsonBody } from './jsonBody.ts'
import { request } from './request.ts'

/** Tells the verifier that nothing will come of this sign-in, so that the relying party hears it at once. */
export async function abandonInteraction(offer: Offer, reason: AbandonRequest['reason']): Promise<void> {
  const body = jsonBody({ ticket: offer.ticket, reason } satisfies AbandonRequest)
  // The ticket is what counts here; there may be no device yet whose key could sign.
  const signing = await createSigningKey()
  const signal = AbortSignal.timeout(3_000)
  await request({ method: 'POST', url: endpoints.abandon(offer.issuer), body, signing, signal })
}
