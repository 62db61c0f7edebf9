import Koa, { type Middleware } from 'koa'
import mount from 'koa-mount'

/**
 * Serves an application under the path of the issuer. Another program that has the verifier mounted at that path has taken
 * it off already (koa-mount says so in `mountPath`, Express in `baseUrl`).
 */
export function underIssuerPath(issuer: string, app: Koa): Middleware {
  const path = new URL(issuer).pathname.replace(/\/$/, '')
  if (path === '') return mount(app)
  const taken = mount(app)
  const toTake = mount(path, app)
  return async (ctx, next) => {
    await (isTaken(ctx, path) ? taken(ctx, next) : toTake(ctx, next))
  }
}

function isTaken(ctx: { readonly req: object; readonly mountPath?: unknown }, path: string): boolean {
  return ctx.mountPath === path || ('baseUrl' in ctx.req && ctx.req.baseUrl === path)
}
