import type { Context } from 'koa'
import type { VNode } from 'preact'
import { renderToString } from 'preact-render-to-string'

/** Answers with a page. */
export function showScreen(ctx: Context, screen: VNode, status = 200): void {
  ctx.status = status
  ctx.type = 'html'
  ctx.body = `<!doctype html>${renderToString(screen)}`
}
