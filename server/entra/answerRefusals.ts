import type { Middleware } from 'koa'
import type { Parts } from '../parts.ts'
import { showUnusableRequest } from '../screens/showUnusableRequest.ts'
import { RoadRefusal } from '../roads/refusal.ts'

/** Shows the person what is wrong with a request that nobody can be answered for. */
export function answerRefusals(parts: Parts): Middleware {
  return async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      if (!(error instanceof RoadRefusal)) throw error
      const { code, message, detail } = error
      parts.log.info({ event: 'entra', error: code, detail: detail ?? message }, 'refused')
      showUnusableRequest(ctx, parts, { code, reason: message })
    }
  }
}
