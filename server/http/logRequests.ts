import type { Middleware } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import { routeOf } from './routeOf.ts'

/**
 * One line for each request. It names the route's pattern and never the address, whose parts are capabilities, and
 * accounts by a keyed hash.
 */
export function logRequests({ log }: Parts): Middleware {
  return async (ctx, next) => {
    const begun = performance.now()
    await next()
    const failure: unknown = ctx.state['failure']
    const line = {
      method: ctx.method,
      route: routeOf(ctx),
      status: ctx.status,
      ms: Math.round((performance.now() - begun) * 10) / 10,
      ...optional('bytesIn', ctx.state['bytesIn']),
      ...optional('bytesOut', ctx.response.length),
      ...optional('account', ctx.state['account']),
      ...optional('device', ctx.state['device']),
      ...(failure instanceof ZAuthError && { code: failure.code, ...optional('detail', failure.detail) }),
    }
    if (ctx.status >= 500) log.error(line, 'request')
    else log.info(line, 'request')
  }
}

const optional = (name: string, value: unknown) => (value === undefined ? {} : { [name]: value })
