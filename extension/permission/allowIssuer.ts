import browser from 'webextension-polyfill'
import { allowedKey } from './allowedKey.ts'

/**
 * Notes that the person wants to work with exactly this verifier. It counts together with the permission for its host only, which
 * is for the browser to ask. (A key of its own for each, so that nothing has to be read first.)
 */
export async function allowIssuer(issuer: string): Promise<void> {
  await browser.storage.local.set({ [allowedKey(issuer)]: true })
}
