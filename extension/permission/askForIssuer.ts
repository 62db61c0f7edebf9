import browser from 'webextension-polyfill'
import { allowIssuer } from './allowIssuer.ts'
import { askedKey } from './askedKey.ts'
import { verifierPattern } from './verifierPattern.ts'

/**
 * Asks the person, by the browser, to allow a verifier. Where the browser closes the popup that asks, `settleAsked` goes on with what is
 * noted here.
 *
 * @returns false when she did not
 */
export async function askForIssuer(issuer: string): Promise<boolean> {
  // Firefox takes the question in the click's own task only, so nothing is awaited before it.
  const noted = browser.storage.session.set({ [askedKey]: issuer })
  const given = await browser.permissions.request({ origins: [verifierPattern(issuer)] })
  if (given) await allowIssuer(issuer)
  await noted
  await browser.storage.session.remove(askedKey)
  return given
}
