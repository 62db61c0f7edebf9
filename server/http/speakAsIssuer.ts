import type { Middleware } from 'koa'
import type { Provider } from 'oidc-provider'

/**
 * The verifier's own address is what the operator says, and nothing that a request claims: behind any proxy, or mounted
 * in another program, every link and cookie is made for the issuer. oidc-provider makes contexts of its own from the bare
 * request, so the headers that it reads are set, too.
 */
export function speakAsIssuer(issuer: string, provider: () => Provider): Middleware {
  const { protocol, host } = new URL(issuer)
  const scheme = protocol.slice(0, -1)
  return async (ctx, next) => {
    ctx.req.headers['x-forwarded-proto'] = scheme
    ctx.req.headers['x-forwarded-host'] = host
    Object.defineProperties(ctx.request, {
      protocol: { value: scheme, configurable: true },
      host: { value: host, configurable: true },
    })
    ctx.cookies = provider().createContext(ctx.req, ctx.res).cookies
    await next()
  }
}
