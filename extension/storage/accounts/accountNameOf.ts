import type { Offer } from '../../../shared/protocol/offer.ts'
import type { AccountName } from './account.ts'

/** The account that an offered sign-in is for. */
export function accountNameOf({ issuer, relyingParty: { clientId }, account }: Offer): AccountName {
  return { issuer, clientId, account }
}
