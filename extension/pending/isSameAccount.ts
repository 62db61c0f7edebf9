import type { Offer } from '../../shared/protocol/offer.ts'

/** Whether two sign-ins are for the same account: a user of a relying party at a verifier. */
export function isSameAccount(a: Offer, b: Offer): boolean {
  return a.issuer === b.issuer && a.relyingParty.clientId === b.relyingParty.clientId && a.account === b.account
}
