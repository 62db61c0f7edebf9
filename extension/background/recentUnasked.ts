import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { unaskedKey } from './unaskedKey.ts'

/** Milliseconds for which it counts. */
const span = 60_000

/** When windows of a verifier opened unasked within the last minute, in milliseconds since 1970. */
export async function recentUnasked(issuer: string): Promise<readonly number[]> {
  const key = unaskedKey(issuer)
  const stored = v.safeParse(v.array(v.number()), (await browser.storage.session.get(key))[key])
  return stored.success ? stored.output.filter((time) => Date.now() - time < span) : []
}
