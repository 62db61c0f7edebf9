import type { Context, Middleware } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { ErrorResponse } from '../../shared/protocol/errorResponse.ts'
import type { Parts } from '../parts.ts'
import { assetsOf } from '../screens/assetsOf.ts'
import { errorScreen } from '../screens/errorScreen.tsx'
import { renderScreen } from '../screens/renderScreen.tsx'
import { wordsFor } from '../words/wordsFor.ts'
import { notedWebsite } from './noteWebsite.ts'

const honestSize = 1024 * 1024

/**
 * Turns what went wrong into an answer: a sentence and a stable code for whoever asked, the detail for the log alone.
 * People get a page, programs get JSON.
 */
export function answerErrors({ config, log }: Parts): Middleware {
  return async (ctx, next) => {
    try {
      await next()
    } catch (error) {
      const failure =
        error instanceof ZAuthError ? error : new ZAuthError('internal_error', undefined, { cause: error })
      if (failure !== error) log.error({ err: error, route: ctx.state['route'] as unknown }, 'unexpected error')
      ctx.state['failure'] = failure
      answer(ctx, failure, { verifier: config.name, assets: assetsOf(config.issuer) })
    }
  }
}

/** Nobody sees it but the log, where it must not look like a fault of ours. nginx's number for it. */
const clientHasGone = 499

function answer(ctx: Context, failure: ZAuthError, page: { verifier: string; assets: string }): void {
  ctx.status = failure.code === 'cancelled' ? clientHasGone : failure.status === 0 ? 500 : failure.status
  if (failure.retryAfter !== undefined) ctx.set('Retry-After', String(Math.ceil(failure.retryAfter)))
  if (!ctx.req.complete && !isSoonOver(ctx)) ctx.set('Connection', 'close')
  if (isForPerson(ctx)) {
    const words = wordsFor(ctx)
    const message = words.texts.errors[failure.code]
    renderScreen(ctx, errorScreen({ ...page, words, message, code: failure.code, website: notedWebsite(ctx) }))
    return
  }
  ctx.body = {
    error: failure.code,
    message: failure.message,
    ...(failure.retryAfter !== undefined && { retryAfter: failure.retryAfter }),
  } satisfies ErrorResponse
}

/**
 * An upload that is refused before it was read: if it is of an honest size, Node reads it to its end and drops it, so that
 * the sender comes to see the answer; a connection that closes in the middle looks to a browser like a broken network.
 */
function isSoonOver(ctx: Context): boolean {
  const announced = Number(ctx.get('Content-Length') || Infinity)
  return announced <= honestSize
}

function isForPerson(ctx: Context): boolean {
  return !/^\/(?:api|v1)\//.test(ctx.path) && ctx.accepts('json', 'html') === 'html'
}
