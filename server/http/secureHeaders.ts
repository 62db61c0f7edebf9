import type { Middleware } from 'koa'

/** What pages that a website may have opened in a window take off again. */
export const openerPolicy = 'Cross-Origin-Opener-Policy'

/**
 * Headers that every answer carries; pages set a content security policy of their own.
 *
 * Only what is no step of a sign-in has a Cross-Origin-Opener-Policy. A page that a website opens in a window may have one only if it gives up the
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
    ctx.set('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'")
    ctx.set('Cross-Origin-Resource-Policy', 'same-origin')
    ctx.set(openerPolicy, 'same-origin')
    // The camera is the extension's, in a window of its own.
    ctx.set('Permissions-Policy', 'camera=(), geolocation=(), microphone=(), payment=(), usb=()')
    if (isHttps) ctx.set('Strict-Transport-Security', 'max-age=31536000')
    await next()
    if (ctx.type === 'text/html' || ctx.res.hasHeader('Location')) ctx.remove(openerPolicy)
  }
}
