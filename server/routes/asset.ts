import { readFile } from 'node:fs/promises'
import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { shipped } from '../shipped.ts'

const assets = {
  'page.js': { type: 'text/javascript; charset=utf-8', file: 'pageScript' },
  'page.css': { type: 'text/css; charset=utf-8', file: 'pageStyle' },
} as const

/** `GET /assets/{name}`: script and style of the verifier's pages. */
export async function asset(ctx: Context, name: string): Promise<void> {
  if (name !== 'page.js' && name !== 'page.css') throw new ZAuthError('not_found')
  const { type, file } = assets[name]
  ctx.set('Cache-Control', 'no-cache')
  ctx.type = type
  ctx.body = await readFile(shipped(file)).catch((cause: unknown) => {
    throw new ZAuthError('not_found', `${name} was not built`, { cause })
  })
}
