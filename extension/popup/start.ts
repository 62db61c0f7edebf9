import { sendCommand } from '../messaging/sendCommand.ts'
import { askForIssuer } from '../permission/askForIssuer.ts'
import type { Waiting } from './waitingSignIns.ts'

/**
 * Starts a sign-in from a click, allowing its verifier first if need be. The service worker has been told of the offer before: in
 * some browsers the popup is gone when the permission is given, and the service worker goes on alone.
 *
 * @returns false when the person did not allow the verifier
 */
export async function start({ offer, granted }: Waiting): Promise<boolean> {
  if (!granted && !(await askForIssuer(offer.issuer))) return false
  await sendCommand({ command: 'start', ticket: offer.ticket })
  return true
}
