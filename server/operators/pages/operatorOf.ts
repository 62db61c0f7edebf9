import type { Context } from 'koa'
import type { Operator } from '../operatorsIn.ts'
import type { AdminParts } from './adminParts.ts'
import type { Session } from './sessions.ts'

/** The session of a browser, and whose it is; `null` where there is none, or she was removed meanwhile. */
export function operatorOf(
  ctx: Context,
  { sessions, operators }: AdminParts,
): { readonly session: Session; readonly operator: Operator } | null {
  const session = sessions.of(ctx)
  const operator = session === null ? null : operators.find(session.operator)
  return session !== null && operator?.tag === session.tag ? { session, operator } : null
}
