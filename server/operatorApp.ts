import Router from '@koa/router'
import Koa, { type Middleware } from 'koa'
import type { Parts } from './parts.ts'
import { readinessOf } from './metrics/readinessOf.ts'

/** What operators' programs ask, for an address that the public cannot reach. */
export interface OperatorApp {
  readonly app: Koa
  /** From now on the verifier is not ready, so that no more is sent to it while it ends what is under way. */
  drain(): void
}

type OperatorParts = Pick<Parts, 'config' | 'store' | 'matcher' | 'keys' | 'metrics' | 'now' | 'log'>

/**
 * `/healthz` (the process lives), `/readyz` (it can serve; 503 with the reasons where not) and `/metrics` (Prometheus).
 *
 * @param more further routes for operators, such as pages of their own
 */
export function createOperatorApp(parts: OperatorParts, more: readonly Middleware[] = []): OperatorApp {
  const { log, metrics } = parts
  const router = new Router()
  let isDraining = false

  router.get('/healthz', (ctx) => {
    ctx.body = { alive: true }
  })
  router.get('/readyz', async (ctx) => {
    const readiness = await readinessOf(parts, isDraining)
    ctx.status = readiness.ready ? 200 : 503
    ctx.body = readiness
  })
  router.get('/metrics', async (ctx) => {
    const { type, text } = await metrics.read()
    ctx.type = type
    ctx.body = text
  })

  const app = new Koa()
  app.use(async (ctx, next) => {
    ctx.set('Cache-Control', 'no-store')
    await next()
  })
  app.use(router.routes()).use(router.allowedMethods())
  for (const routes of more) app.use(routes)
  app.on('error', (err: unknown) => {
    log.error({ err }, 'unexpected error on the operator’s address')
  })
  return {
    app,
    drain() {
      isDraining = true
    },
  }
}
