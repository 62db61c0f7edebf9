import type { Middleware } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'

const extensionOrigin = /^(?:chrome|moz)-extension:\/\/[\w-]+$/

/**
 * The API is for the extension. A page of the web has no business there, and no CORS header ever invites one; this
 * refuses it even where a browser would not have asked first.
 */
export const refuseWebOrigins: Middleware = async (ctx, next) => {
  const origin = ctx.get('Origin')
  if (origin !== '' && !extensionOrigin.test(origin))
    throw new ZAuthError('malformed_request', 'from a page of the web')
  await next()
}
