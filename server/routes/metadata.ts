import type { Context } from 'koa'
import { protocolName, type Metadata } from '../../shared/protocol/messages.ts'
import type { Parts } from '../parts.ts'

/** `GET /.well-known/zauth`: who the verifier is, and the keys that an extension pins when it enrols. */
export function metadata(ctx: Context, { config, keys }: Parts): void {
  ctx.set('Cache-Control', 'no-cache')
  ctx.body = {
    protocol: protocolName,
    issuer: config.issuer,
    name: config.name,
    jwks: { keys: [keys.answer.publicJwk] },
  } satisfies Metadata
}
