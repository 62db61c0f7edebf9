import browser from 'webextension-polyfill'
import { leftKey } from './leftKey.ts'

/** Milliseconds for which no window of a verifier opens unasked after the person has closed one unfinished. */
const pause = 60_000

/** Whether the person closed a camera window of this verifier unfinished within the last minute. */
export async function wasJustLeft(issuer: string): Promise<boolean> {
  const key = leftKey(issuer)
  const { [key]: left } = await browser.storage.session.get(key)
  return typeof left === 'number' && Date.now() - left < pause
}
