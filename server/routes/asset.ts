import { readFile } from 'node:fs/promises'
import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { shipped } from '../shipped.ts'

const assets = {
  'page.js': { type: 'text/javascript; charset=utf-8', file: 'pageScript' },
  'verify.js': { type: 'text/javascript; charset=utf-8', file: 'verifyScript' },
  'page.css': { type: 'text/css; charset=utf-8', file: 'pageStyle' },
} as const

/** `GET /assets/{name}`: script and style of the verifier's pages, and the element for websites' pages. */
export async function asset(ctx: Context, name: string): Promise<void> {
  if (!isAsset(name)) throw new ZAuthError('not_found')
  const { type, file } = assets[name]
  ctx.set('Cache-Control', 'no-cache')
  if (name === 'verify.js') {
    // A module is loaded by CORS; there is nothing in it that a website may not read.
    ctx.set('Access-Control-Allow-Origin', '*')
    ctx.set('Cross-Origin-Resource-Policy', 'cross-origin')
  }
  ctx.type = type
  ctx.body = await readFile(shipped(file)).catch((cause: unknown) => {
    throw new ZAuthError('not_found', `${name} was not built`, { cause })
  })
}

function isAsset(name: string): name is keyof typeof assets {
  return Object.hasOwn(assets, name)
}
