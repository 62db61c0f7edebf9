import type Router from '@koa/router'
import type { Middleware } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'

/** Says which methods an address takes, to who used another (RFC 9110 §15.5.6). */
export function refuseWrongMethods(router: Router): Middleware {
  return async (ctx, next) => {
    const methods = new Set(router.stack.filter((layer) => layer.match(ctx.path)).flatMap((layer) => layer.methods))
    if (methods.size > 0 && !methods.has(ctx.method)) {
      ctx.set('Allow', [...methods].join(', '))
      throw new ZAuthError('method_not_allowed')
    }
    await next()
  }
}
