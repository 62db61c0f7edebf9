import type { Middleware } from 'koa'
import mount from 'koa-mount'
import type Provider from 'oidc-provider'

/** oidc-provider's own addresses; its route's name stands in the log. */
export function openidConnect(provider: () => Provider): Middleware {
  const mounted = new WeakMap<Provider, Middleware>()
  return async (ctx, next) => {
    // oidc-provider adds the hash of its form's own script.
    ctx.set('Content-Security-Policy', "default-src 'none'; script-src; frame-ancestors 'none'")
    const current = provider()
    const handle = mounted.get(current) ?? mount(current)
    mounted.set(current, handle)
    await handle(ctx, next)
    const route: unknown = ctx['_matchedRouteName']
    if (typeof route === 'string') ctx.state['route'] = route
  }
}
