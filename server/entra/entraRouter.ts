import Router from '@koa/router'
import type { Middleware } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { PartsWithProvider } from '../parts.ts'
import { addresses } from './addresses.ts'
import { answerRefusals } from './answerRefusals.ts'
import { createAuthorities } from './authorities.ts'
import { authorize } from './authorize.ts'
import { begin } from './begin.ts'
import { metadata } from './metadata.ts'

/** The addresses of an external method of Microsoft Entra's multifactor authentication; there are none where no website takes it. */
export function entraRouter(parts: PartsWithProvider): Router {
  const router = new Router({ exclusive: true })
  const authorityOf = createAuthorities(parts.now)
  const only = requireWebsite(parts)
  router.get(addresses.metadata, only, (ctx) => metadata(ctx, parts))
  router.get(addresses.keys, only, async (ctx) => {
    ctx.body = (await parts.entra()).jwks
  })
  router.post(addresses.authorize, only, answerRefusals(parts), (ctx) => authorize(ctx, parts, authorityOf))
  router.get(`${addresses.begin}/:handle`, only, notByHead, (ctx) => begin(ctx, String(ctx.params['handle']), parts))
  return router
}

/** The address works once: not for a program that only shows where a link leads. */
const notByHead: Middleware = async (ctx, next) => {
  if (ctx.method === 'HEAD') ctx.status = 200
  else await next()
}

function requireWebsite({ clients }: PartsWithProvider): Middleware {
  return async (_ctx, next) => {
    if (!clients.list().some(({ roads }) => roads.includes('entra'))) throw new ZAuthError('not_found')
    await next()
  }
}
