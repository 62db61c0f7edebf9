import browser from 'webextension-polyfill'
import { sendCommand } from '../messaging/sendCommand.ts'
import { verifierPattern } from '../pending/verifierPattern.ts'
import type { Waiting } from './waitingSignIns.ts'

/**
 * Starts a sign-in from a click, allowing its verifier first if need be. The service worker has been told of the offer before: in
 * some browsers the popup is gone when the permission is given, and the service worker goes on alone.
 *
 * @returns false when the person did not allow the verifier
 */
export async function start({ offer, granted }: Waiting): Promise<boolean> {
  // The question must be asked in the click's own task, so nothing is awaited before it.
  if (!granted && !(await browser.permissions.request({ origins: [verifierPattern(offer.issuer)] }))) return false
  await sendCommand({ command: 'start', ticket: offer.ticket })
  return true
}
