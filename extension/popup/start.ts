import browser from 'webextension-polyfill'
import { sendCommand } from '../messaging/sendCommand.ts'
import { allowIssuer } from '../permission/allowIssuer.ts'
import { forbidIssuer } from '../permission/forbidIssuer.ts'
import { verifierPattern } from '../permission/verifierPattern.ts'
import type { Waiting } from './waitingSignIns.ts'

/**
 * Starts a sign-in from a click, allowing its verifier first if need be. The service worker has been told of the offer before: in
 * some browsers the popup is gone when the permission is given, and the service worker goes on alone.
 *
 * @returns false when the person did not allow the verifier
 */
export async function start({ offer, granted }: Waiting): Promise<boolean> {
  if (!granted && !(await allow(offer.issuer))) return false
  await sendCommand({ command: 'start', ticket: offer.ticket })
  return true
}

async function allow(issuer: string): Promise<boolean> {
  // Firefox takes the question in the click's own task only, so nothing is awaited before it.
  const noted = allowIssuer(issuer)
  const given = await browser.permissions.request({ origins: [verifierPattern(issuer)] })
  await noted
  if (!given) await forbidIssuer(issuer)
  return given
}
