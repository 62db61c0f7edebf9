import { protocolName } from '../../shared/protocol/fields.ts'
import type { Offer } from '../../shared/protocol/offer.ts'

/** The sign-in of the screenshots. */
export const sampleOffer: Offer = {
  protocol: protocolName,
  issuer: 'https://face.harbour-books.example',
  ticket: 'T'.repeat(43),
  relyingParty: { clientId: 'harbour', name: 'Harbour Books', origin: 'https://shop.harbour-books.example' },
  account: 'ada',
  purpose: 'verify',
  training: 'device',
  acceptance: { falseMatchRate: 1e-5, leastAcceptThreshold: 0 },
  expiresAt: Number.MAX_SAFE_INTEGER,
}
