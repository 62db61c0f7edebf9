import { createHash, randomBytes } from 'node:crypto'
import type { Context } from 'koa'

const wellFormed = /^[A-Za-z0-9_-]{43}$/

/**
 * The browser that sends a request, as the SHA-256 of the secret that it was given; `null` if it has none. Its cookie is
 * one that no other host can plant in it, not even a sibling of the verifier's (RFC 6265bis §4.1.3.2): whoever begins a
 * sign-in elsewhere cannot make this browser go on with it.
 */
export function browserOf(ctx: Pick<Context, 'cookies'>, issuer: string): string | null {
  const secret = ctx.cookies.get(cookieOf(issuer).name, { signed: false })
  return secret !== undefined && wellFormed.test(secret) ? hashOf(secret) : null
}

/** The browser that sends a request, given its secret if it had none. */
export function markedBrowserOf(ctx: Pick<Context, 'cookies'>, issuer: string): string {
  const known = browserOf(ctx, issuer)
  if (known !== null) return known
  const secret = randomBytes(32).toString('base64url')
  const { name, secure } = cookieOf(issuer)
  ctx.cookies.set(name, secret, { path: '/', secure, httpOnly: true, sameSite: 'lax', signed: false })
  return hashOf(secret)
}

/** On this machine only, where the issuer may be http, browsers would refuse the prefix. */
function cookieOf(issuer: string): { name: string; secure: boolean } {
  const secure = issuer.startsWith('https:')
  return { name: secure ? '__Host-zauth_browser' : 'zauth_browser', secure }
}

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
