import type { Middleware } from 'koa'

/** Headers that every answer carries; pages set a stricter content security policy of their own. */
export function secureHeaders(issuer: string): Middleware {
  const isHttps = issuer.startsWith('https:')
  return async (ctx, next) => {
    ctx.set('Cache-Control', 'no-store')
    ctx.set('X-Content-Type-Options', 'nosniff')
    ctx.set('Referrer-Policy', 'same-origin')
    ctx.set('Content-Security-Policy', "frame-ancestors 'none'")
    ctx.set('Cross-Origin-Resource-Policy', 'same-origin')
    if (isHttps) ctx.set('Strict-Transport-Security', 'max-age=31536000')
    await next()
  }
}
