import type { Middleware } from 'koa'
import mount from 'koa-mount'
import type Provider from 'oidc-provider'

/** Begins a sign-in, or goes on with one. */
const authorization = /^\/auth(?:\/|$)/

/** oidc-provider's own addresses; its route's name stands in the log. */
export function openidConnect(provider: () => Provider): Middleware {
  const mounted = new WeakMap<Provider, Middleware>()
  return async (ctx, next) => {
    // oidc-provider adds the hash of its form's own script.
    ctx.set('Content-Security-Policy', "default-src 'none'; script-src; frame-ancestors 'none'")
    if (ctx.method === 'HEAD' && authorization.test(ctx.path)) {
      ctx.status = 200 // It begins nothing: so look programs that show where a link leads.
      return
    }
    const current = provider()
    const handle = mounted.get(current) ?? mount(current)
    mounted.set(current, handle)
    await handle(ctx, next)
    const route: unknown = ctx['_matchedRouteName']
    if (typeof route === 'string') ctx.state['route'] = route
  }
}
