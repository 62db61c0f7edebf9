import type { Context } from 'koa'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { openerPolicy } from '../http/secureHeaders.ts'

/**
 * Where the verifier's form may lead: to itself and on to the website, which a browser counts as the same submission.
 * The website's own further redirects are not ours to know, so any address is allowed that the network cannot read.
 */
const formTargets = "'self' https: http://localhost:* http://127.0.0.1:*"

const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  `form-action ${formTargets}`,
  "frame-ancestors 'none'",
].join('; ')

/** Sends a page: never stored, never framed, no script but our own. */
export function renderScreen(ctx: Context, screen: VNode): void {
  ctx.set('Content-Security-Policy', contentSecurityPolicy)
  ctx.set('X-Frame-Options', 'DENY')
  ctx.remove(openerPolicy)
  ctx.type = 'html'
  ctx.body = `<!doctype html>${renderToString(screen)}`
}
