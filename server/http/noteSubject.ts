import type { Context } from 'koa'
import { accountName } from '../log/accountName.ts'
import type { Parts } from '../parts.ts'

/** Notes for the request's log line whom it is about. */
export function noteSubject(ctx: Context, { keys }: Parts, account: string, device?: string): void {
  ctx.state['account'] = accountName(keys, account)
  if (device !== undefined) ctx.state['device'] = device
}
