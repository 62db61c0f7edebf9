import type { Middleware } from 'koa'
import mount from 'koa-mount'
import type Provider from 'oidc-provider'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { readForm } from '../http/readForm.ts'
import type { PartsWithProvider } from '../parts.ts'
import { againByGet } from '../roads/againByGet.ts'

/** Begins a sign-in, or goes on with one. */
const authorization = /^\/auth(?:\/|$)/
/** Seconds, when the store cannot be used. */
const retryAfter = '5'
/** A signed request with everything in it has half of it. */
const largest = 8 * 1024

/** oidc-provider's own addresses; its route's name stands in the log. */
export function openidConnect(parts: PartsWithProvider): Middleware {
  const mounted = new WeakMap<Provider, Middleware>()
  return async (ctx, next) => {
    // oidc-provider adds the hash of its form's own script.
    ctx.set('Content-Security-Policy', "default-src 'none'; script-src; frame-ancestors 'none'")
    if (ctx.method === 'HEAD' && authorization.test(ctx.path)) {
      ctx.status = 200 // It begins nothing: so look programs that show where a link leads.
      return
    }
    if (ctx.method === 'POST' && ctx.path === '/auth') {
      // A request may come as a form, too (OIDC Core §3.1.2.1).
      againByGet(ctx, `${parts.config.issuer}/auth`, await readForm(ctx, parts, largest))
      return
    }
    const current = parts.provider()
    const handle = mounted.get(current) ?? mount(current)
    mounted.set(current, handle)
    await handle(ctx, next)
    const route: unknown = ctx['_matchedRouteName']
    if (typeof route === 'string') ctx.state['route'] = route
    if (ctx.status === 503) ctx.set('Retry-After', retryAfter)
    // A preflight that is none ends there without a word; the verifier says what it says to every other method.
    if (ctx.status === 404 && ctx.body === undefined) throw new ZAuthError('method_not_allowed')
  }
}
