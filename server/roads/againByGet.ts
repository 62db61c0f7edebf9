import type { Context } from 'koa'

/**
 * Sends a browser that came with a form to the same address by GET. With a form from another site a browser sends no SameSite cookie,
 * so it could not be told whether it is known already.
 */
export function againByGet(ctx: Context, address: string, fields: Iterable<[string, string]>): void {
  ctx.status = 303
  ctx.redirect(`${address}?${new URLSearchParams([...fields]).toString()}`)
}
