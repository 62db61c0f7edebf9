import type { Context, Middleware } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import { showUnusableRequest } from '../screens/showUnusableRequest.ts'
import { RoadRefusal } from '../roads/refusal.ts'

type Shape = 'health_check' | 'token' | 'page'

/** Answers with what went wrong in the shape that Duo's clients read; people get a page. */
export function answerRefusals(parts: Parts, shape: Shape): Middleware {
  return async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      const refusal = refusalOf(error)
      if (refusal === null) throw error
      const { code, message, detail } = refusal
      parts.log.info({ event: `duo ${shape}`, error: code, detail: detail ?? message }, 'refused')
      if (shape === 'page') showUnusableRequest(ctx, parts, { code, reason: message })
      else answer(ctx, shape, refusal, parts.now())
    }
  }
}

/** `null` for what the person is to see as it is, and for our own bugs. */
function refusalOf(error: unknown): RoadRefusal | null {
  if (error instanceof RoadRefusal) return error
  if (error instanceof ZAuthError && error.code === 'busy')
    return new RoadRefusal('temporarily_unavailable', error.message)
  return null
}

function answer(ctx: Context, shape: 'health_check' | 'token', { code, message }: RoadRefusal, now: number): void {
  ctx.status = code === 'temporarily_unavailable' ? 503 : 400
  ctx.body =
    shape === 'token'
      ? { error: code, error_description: message }
      : {
          stat: 'FAIL',
          // Duo's numbers: the status, then what it is about.
          code: ctx.status * 100 + 2,
          timestamp: Math.floor(now / 1000),
          message: code,
          message_detail: message,
        }
}
