import type { Context } from 'koa'

/** The pattern of a request's route, which names no capability and nobody; `unknown` where none matched. */
export function routeOf(ctx: Context): string {
  const candidates: unknown[] = [ctx.state['route'], ctx['_matchedRoute']]
  return candidates.find((candidate) => typeof candidate === 'string') ?? 'unknown'
}
