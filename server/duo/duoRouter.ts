import Router from '@koa/router'
import type { PartsWithProvider } from '../parts.ts'
import { addresses } from './addresses.ts'
import { answerRefusals } from './answerRefusals.ts'
import { authorize } from './authorize.ts'
import { healthCheck } from './healthCheck.ts'
import { token } from './token.ts'

/** The addresses that clients of Duo's Universal Prompt call. */
export function duoRouter(parts: PartsWithProvider): Router {
  const router = new Router({ exclusive: true })
  router.post(addresses.healthCheck, answerRefusals(parts, 'health_check'), (ctx) => healthCheck(ctx, parts))
  router.get(addresses.authorize, answerRefusals(parts, 'page'), (ctx) => authorize(ctx, parts))
  router.post(addresses.authorize, answerRefusals(parts, 'page'), (ctx) => authorize(ctx, parts))
  router.post(addresses.token, answerRefusals(parts, 'token'), (ctx) => token(ctx, parts))
  return router
}
