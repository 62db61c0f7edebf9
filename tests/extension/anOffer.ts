import { protocolName } from '../../shared/protocol/fields.ts'
import type { Offer } from '../../shared/protocol/offer.ts'

/** What a verifier's page might offer, good for ten minutes, but for what a test wants otherwise. */
export function anOffer(changes: Partial<Offer> = {}): Offer {
  return {
    protocol: protocolName,
    issuer: 'https://verifier.example',
    ticket: 'A'.repeat(43),
    relyingParty: { clientId: 'shop', name: 'Shop', origin: 'https://shop.example' },
    account: 'ada',
    purpose: 'verify',
    training: 'device',
    acceptance: { falseMatchRate: 1e-5, leastAcceptThreshold: 200 },
    expiresAt: Date.now() + 600_000,
    ...changes,
  }
}
