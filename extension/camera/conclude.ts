import type { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Offer } from '../../shared/protocol/messages.ts'
import { sendCommand } from '../messaging/sendCommand.ts'
import { abandonInteraction } from '../verifier/abandonInteraction.ts'
import { reasonOf } from './reasonOf.ts'

/**
 * Ends a sign-in that failed: the verifier hears why, and its page goes back to the relying party. A verifier that cannot be
 * reached, or that knows already, changes nothing about that it is over here.
 */
export async function conclude(offer: Offer, { code }: ZAuthError): Promise<void> {
  try {
    await abandonInteraction(offer, reasonOf(code))
  } catch {
    // Its page finds out by itself when the interaction expires.
  }
  await sendCommand({ command: 'settled', ticket: offer.ticket })
}
