import type { Middleware } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'

/** Knows which requests are under way, so that nothing is taken from under them. */
export interface RequestsUnderWay {
  readonly count: Middleware
  /** Refuses every further request with `busy`; resolves when the last that is under way has ended. */
  end(): Promise<void>
}

/** Nothing is under way yet. */
export function createRequestsUnderWay(): RequestsUnderWay {
  const ended = Promise.withResolvers<undefined>()
  let underWay = 0
  let isEnding = false
  const settle = (): void => {
    if (isEnding && underWay === 0) ended.resolve(undefined)
  }
  return {
    async count(_ctx, next) {
      if (isEnding) throw new ZAuthError('busy', 'the verifier is ending', { retryAfter: 5 })
      underWay += 1
      try {
        await next()
      } finally {
        underWay -= 1
        settle()
      }
    },
    async end() {
      isEnding = true
      settle()
      await ended.promise
    },
  }
}
