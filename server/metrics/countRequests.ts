import type { Middleware } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { routeOf } from '../http/routeOf.ts'
import type { Parts } from '../parts.ts'

/** Counts every request by the pattern of its route, which is never its address. */
export function countRequests({ metrics }: Parts): Middleware {
  return async (ctx, next) => {
    const begun = performance.now()
    await next()
    const failure: unknown = ctx.state['failure']
    metrics.requested({
      route: routeOf(ctx),
      status: ctx.status,
      seconds: (performance.now() - begun) / 1000,
      failure: failure instanceof ZAuthError ? failure.code : null,
    })
  }
}
