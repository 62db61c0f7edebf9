import type { Middleware } from 'koa'

/**
 * Headers that every answer carries; pages set a stricter content security policy of their own.
 *
 * There is no Cross-Origin-Opener-Policy among them. A page that a website opens in a window may have one only if it gives up the
 * website's page for ever: every value but `unsafe-none` parts the two, `same-origin-allow-popups`, which is for those who open, as
 * well as `noopener-allow-popups` (HTML §7.1.3). Then `<zauth-verify>` could not hand over a result, nor could a website run a road of
 * redirects in a window of its own. What is left to whoever opened the window is to close it, to lead it elsewhere and to send it
 * messages; nothing here hears any but `inWindow.ts`, which asks who sent them. Framing, which could lay something over a page, is
 * refused, and a window cannot be laid over.
 */
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
