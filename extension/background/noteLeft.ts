import browser from 'webextension-polyfill'
import { leftKey } from './leftKey.ts'

/** Notes that the person has just closed a camera window of this verifier before it was done. */
export async function noteLeft(issuer: string): Promise<void> {
  await browser.storage.session.set({ [leftKey(issuer)]: Date.now() })
}
