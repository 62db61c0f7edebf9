import type { Browser } from '../verifier/browser.ts'

/**
 * What a node says to a browser that has it for the verifier, and where it sends it. The browser keeps nothing of it.
 * @param issuer the verifier, whose page sends it
 */
export async function sendAs(
  browser: Browser,
  method: 'GET' | 'POST',
  url: string,
  issuer: string,
): Promise<{ readonly status: number; readonly location: string }> {
  const headers = { accept: 'text/html', cookie: browser.cookie(url), origin: issuer }
  const { status, headers: sent } = await fetch(url, { method, headers, redirect: 'manual' })
  return { status, location: sent.get('location') ?? '' }
}
