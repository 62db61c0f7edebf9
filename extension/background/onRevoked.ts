import browser from 'webextension-polyfill'
import { allowedPrefix } from '../permission/allowedKey.ts'
import { forbidIssuer } from '../permission/forbidIssuer.ts'
import { hasHostPermission } from '../permission/hasHostPermission.ts'
import { registerContentScript } from './registerContentScript.ts'

/** The person took a permission back: whoever is on that host has to be allowed anew, should the host ever come back. */
export async function onRevoked(): Promise<void> {
  await registerContentScript()
  const issuers = Object.keys(await browser.storage.local.get())
    .filter((key) => key.startsWith(allowedPrefix))
    .map((key) => key.slice(allowedPrefix.length))
  for (const issuer of issuers) if (!(await hasHostPermission(issuer))) await forbidIssuer(issuer)
}
