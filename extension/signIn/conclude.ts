import type { ErrorCode, ZAuthError } from '../../shared/protocol/errors.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import { tell } from '../messaging/tell.ts'
import { abandonInteraction } from '../verifier/abandonInteraction.ts'
import { reasonOf } from './reasonOf.ts'

/** What this device cannot do, while a code that the person types on the verifier's page still can. */
const forAnotherWay: ReadonlySet<ErrorCode> = new Set([
  'account_unknown',
  'device_unknown',
  'device_disabled',
  'storage_damaged',
])

/**
 * Ends a sign-in that failed: the verifier hears why, and its page goes back to the relying party. Where there is another way in, its
 * page stays as it is, for the person to take that or to cancel. A verifier that cannot be reached, or that knows already, changes
 * nothing about that it is over here.
 */
export async function conclude(offer: Offer, { code }: ZAuthError): Promise<void> {
  try {
    if (!forAnotherWay.has(code)) await abandonInteraction(offer, reasonOf(code))
  } catch {
    // Its page finds out by itself when the interaction expires.
  }
  await tell({ command: 'settled', ticket: offer.ticket })
}
