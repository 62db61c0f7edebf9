import Router from '@koa/router'
import type { PartsWithProvider } from '../parts.ts'
import { createChallengeQuota } from './challengeQuota.ts'
import { openChallenge } from './openChallenge.ts'
import { orderChallenge } from './orderChallenge.ts'
import { redeemResult } from './redeemResult.ts'

/**
 * The verify road, for websites that do not speak OpenID Connect: their back end orders a challenge, the browser opens it, and
 * the back end redeems the result that the browser brings.
 */
export function verifyRouter(parts: PartsWithProvider): Router {
  const router = new Router({ exclusive: true })
  const quota = createChallengeQuota(parts.config.limits.challengesPerWebsite, parts.now)
  router.post('/v1/challenges', (ctx) => orderChallenge(ctx, parts, quota))
  router.get('/verify/:challenge', (ctx) => openChallenge(ctx, ctx.params['challenge'] ?? '', parts))
  router.post('/v1/verify', (ctx) => redeemResult(ctx, parts))
  return router
}
