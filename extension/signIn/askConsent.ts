import type { Offer } from '../../shared/protocol/offer.ts'
import type { Consent } from '../storage/accounts/account.ts'
import type { Screen } from '../camera/screen.ts'
import { consentVersion } from './consentVersion.ts'

/**
 * Says what will be taken and where it goes, and waits until the person agrees. Nothing is taken until then.
 *
 * @returns what she agreed to, and when, to be kept with the account
 */
export async function askConsent(screen: Screen, { training }: Offer, signal: AbortSignal): Promise<Consent> {
  screen.show({ phase: 'consent' })
  await screen.pressed(signal)
  // Of what she has read: she may choose another language while she reads.
  const version = await consentVersion(training)
  screen.show({ phase: 'starting' })
  return { time: Date.now(), version }
}
