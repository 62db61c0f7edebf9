import browser from 'webextension-polyfill'
import { allowedKey } from './allowedKey.ts'

/** Takes back what `allowIssuer` noted. */
export async function forbidIssuer(issuer: string): Promise<void> {
  await browser.storage.local.remove(allowedKey(issuer))
}
