import type { Middleware } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'

/** Milliseconds within which the same account or device is not noted again: who is locked out may go on asking. */
const oftenEnough = 15 * 60_000
/** Accounts and devices that are remembered for it. */
const mostRemembered = 10_000

/** Notes that somebody was told to wait, or that her device is disabled, after too many failures. */
export function noteLockOuts({ audit, now }: Pick<Parts, 'audit' | 'now'>): Middleware {
  const noted = new Map<string, number>()
  return async (ctx, next) => {
    await next()
    const failure: unknown = ctx.state['failure']
    if (!(failure instanceof ZAuthError) || !isLockOut(failure)) return
    const account: unknown = ctx.state['account']
    if (typeof account !== 'string') return
    const name = `${failure.code} ${account}`
    if ((noted.get(name) ?? -Infinity) + oftenEnough > now()) return
    if (noted.size >= mostRemembered) noted.clear()
    noted.set(name, now())
    audit.note({
      action: 'sign-in locked out',
      by: { verifier: 'attempts' },
      accountName: account,
      detail: untilWhen(failure, now()),
    })
  }
}

/** The code and, where there is one, when the first wait is over: further failures make it longer. */
function untilWhen({ code, retryAfter }: ZAuthError, now: number): string {
  return retryAfter === undefined ? code : `${code} until ${new Date(now + 1000 * retryAfter).toISOString()}`
}

/** What waits without a time is over with the sign-in, and begins anew with the next. */
function isLockOut({ code, retryAfter }: ZAuthError): boolean {
  return code === 'device_disabled' || (code === 'too_many_tries' && retryAfter !== undefined)
}
