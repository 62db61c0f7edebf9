import browser from 'webextension-polyfill'
import { verifierPattern } from './verifierPattern.ts'

/** Whether the browser lets the extension work with the host of a verifier: with all of it, or with this port alone. */
export async function hasHostPermission(issuer: string): Promise<boolean> {
  return (await contains(verifierPattern(issuer))) || (await contains(`${new URL(issuer).origin}/*`))
}

async function contains(pattern: string): Promise<boolean> {
  try {
    return await browser.permissions.contains({ origins: [pattern] })
  } catch {
    return false // Firefox knows no patterns with a port.
  }
}
