import browser from 'webextension-polyfill'
import { verifierPattern } from './verifierPattern.ts'

/** Whether the person has allowed the extension to work with a verifier: with its whole host, or with its port alone. */
export async function isGranted(issuer: string): Promise<boolean> {
  return (await contains(verifierPattern(issuer))) || (await contains(`${new URL(issuer).origin}/*`))
}

async function contains(pattern: string): Promise<boolean> {
  try {
    return await browser.permissions.contains({ origins: [pattern] })
  } catch {
    return false // Firefox knows no patterns with a port.
  }
}
