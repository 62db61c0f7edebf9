import type { Middleware } from 'koa'
import { ZAuthError } from '../../../shared/protocol/errors.ts'
import type { Parts } from '../../parts.ts'
import { elsewhereScreen } from './elsewhereScreen.tsx'
import { refusedScreen } from './refusedScreen.tsx'
import { showScreen } from './showScreen.ts'

/** Everybody's, whatever the name: no page is without it. */
const style = '/admin/page.css'

/**
 * What holds for each of the operators' pages: no script at all, no frame, no other address than the one that is set (a name that
 * somebody makes point here, DNS rebinding, is none: it is only told the address), and a sentence with a code for what goes wrong.
 */
export function guardAdmin({ config, log }: Pick<Parts, 'config' | 'log'>, url: string): Middleware {
  const { host, protocol } = new URL(url)
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    "base-uri 'none'",
    // The sign-in goes on at the verifier.
    `form-action 'self' ${new URL(config.issuer).origin}`,
    "frame-ancestors 'none'",
  ].join('; ')
  return async (ctx, next) => {
    if (!/^\/admin(?:\/|$)/i.test(ctx.path)) {
      await next()
      return
    }
    ctx.set({
      'Cache-Control': 'no-store',
      'Content-Security-Policy': policy,
      'Cross-Origin-Opener-Policy': 'same-origin',
      'Cross-Origin-Resource-Policy': 'same-origin',
      'Permissions-Policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
      // Not `no-referrer`: with the page's own forms browsers would say "Origin: null" (Fetch, "append a request Origin header").
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
      'X-Frame-Options': 'DENY',
      ...(protocol === 'https:' && { 'Strict-Transport-Security': 'max-age=31536000' }),
    })
    try {
      if (ctx.get('Host') !== host && ctx.path !== style) {
        const isBehindProxy = config.operator?.url !== undefined
        showScreen(ctx, elsewhereScreen({ verifier: config.name, url, isBehindProxy }), 404)
        return
      }
      await next()
      if (ctx.status === 404 && ctx.body === undefined) throw new ZAuthError('not_found')
    } catch (error) {
      const failure =
        error instanceof ZAuthError ? error : new ZAuthError('internal_error', undefined, { cause: error })
      if (failure !== error) log.error({ err: error }, 'unexpected error on the operators’ pages')
      const { status, message, code, retryAfter } = failure
      if (retryAfter !== undefined) ctx.set('Retry-After', String(Math.ceil(retryAfter)))
      showScreen(ctx, refusedScreen({ verifier: config.name, message, code }), status)
    }
  }
}
