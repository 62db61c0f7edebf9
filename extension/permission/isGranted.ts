import browser from 'webextension-polyfill'
import { allowedKey } from './allowedKey.ts'
import { hasHostPermission } from './hasHostPermission.ts'

/**
 * Whether the person has allowed the extension to work with exactly this verifier. The browser's permission is for a whole host;
 * another verifier there, on another port or below another path, has to be allowed by itself.
 */
export async function isGranted(issuer: string): Promise<boolean> {
  const key = allowedKey(issuer)
  const { [key]: allowed } = await browser.storage.local.get(key)
  return allowed === true && (await hasHostPermission(issuer))
}
