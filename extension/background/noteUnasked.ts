import browser from 'webextension-polyfill'
import { recentUnasked } from './recentUnasked.ts'
import { unaskedKey } from './unaskedKey.ts'

/** Notes that a window of this verifier opens unasked. */
export async function noteUnasked(issuer: string): Promise<void> {
  await browser.storage.session.set({ [unaskedKey(issuer)]: [...(await recentUnasked(issuer)), Date.now()] })
}
