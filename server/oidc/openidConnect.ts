import type { Middleware } from 'koa'
import mount from 'koa-mount'
import type Provider from 'oidc-provider'

/** oidc-provider's own addresses; its route's name stands in the log. */
export function openidConnect(provider: Provider): Middleware {
  const mounted = mount(provider)
  return async (ctx, next) => {
    await mounted(ctx, next)
    const route: unknown = ctx['_matchedRouteName']
    if (typeof route === 'string') ctx.state['route'] = route
  }
}
