import type { Context } from 'koa'

/** Sends the browser to a registered address of a website, whose own query stays (RFC 6749 §4.1.2). */
export function redirectBack(ctx: Context, redirectUri: string, parameters: Readonly<Record<string, string>>): void {
  const there = new URL(redirectUri)
  for (const [name, value] of Object.entries(parameters)) there.searchParams.append(name, value)
  ctx.status = 303
  ctx.redirect(there.href)
}
