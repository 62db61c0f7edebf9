import Router from '@koa/router'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { refuseWebOrigins } from '../http/refuseWebOrigins.ts'
import type { PartsWithProvider } from '../parts.ts'
import { ticket } from '../codes/orderEnrolmentTicket.ts'
import { abandon } from './abandon.ts'
import { answer } from './answer.ts'
import { asset } from './asset.ts'
import { cancel } from './cancel.ts'
import { challenge } from './challenge.ts'
import { enrol } from './enrol.ts'
import { finish } from './finish.ts'
import { interactionPage } from './interactionPage.ts'
import { interactionStatus } from './interactionStatus.ts'
import { metadata } from './metadata.ts'
import { recover } from './recover.ts'
import { token } from './token.ts'

/** Every address of the verifier but those of OpenID Connect, as in shared/protocol/endpoints.ts. */
export function createRouter(parts: PartsWithProvider): Router {
  const router = new Router({ exclusive: true })
  const api = [refuseWebOrigins]

  router.get('/healthz', (ctx) => {
    ctx.body = { ok: true }
  })
  router.get('/assets/:name', (ctx) => asset(ctx, part(ctx, 'name')))
  router.get('/.well-known/zauth', (ctx) => metadata(ctx, parts))

  router.post('/api/enrolments', ...api, (ctx) => enrol(ctx, parts))
  router.post('/api/challenges', ...api, (ctx) => challenge(ctx, parts))
  router.post('/api/challenges/:challenge/probe', ...api, (ctx) => answer(ctx, part(ctx, 'challenge'), parts))
  router.post('/api/challenges/:challenge/token', ...api, (ctx) => token(ctx, part(ctx, 'challenge'), parts))
  router.post('/api/interactions/abandon', ...api, (ctx) => abandon(ctx, parts))

  const page = endpoints.interaction('', ':uid')
  router.get(page, (ctx) => interactionPage(ctx, part(ctx, 'uid'), parts))
  router.get(`${page}/status`, (ctx) => interactionStatus(ctx, part(ctx, 'uid'), parts))
  router.post(`${page}/finish`, (ctx) => finish(ctx, part(ctx, 'uid'), parts))
  router.post(`${page}/cancel`, (ctx) => cancel(ctx, part(ctx, 'uid'), parts))
  router.post(`${page}/recover`, (ctx) => recover(ctx, part(ctx, 'uid'), parts))

  router.post('/v1/tickets', (ctx) => ticket(ctx, parts))

  return router
}

function part(ctx: { readonly params: Record<string, string> }, name: string): string {
  return ctx.params[name] ?? ''
}
