import type { Context } from 'koa'
import { protocolName } from '../../shared/protocol/fields.ts'
import type { Metadata } from '../../shared/protocol/metadata.ts'
import type { Parts } from '../parts.ts'

/** `GET /.well-known/zauth`: who the verifier is, the key that an extension pins when it enrols, and what leads to it from former ones. */
export function metadata(ctx: Context, { config, keys }: Parts): void {
  const succession = [...keys.succession()]
  ctx.set('Cache-Control', 'no-cache')
  ctx.body = {
    protocol: protocolName,
    issuer: config.issuer,
    name: config.name,
    jwks: { keys: [keys.answer.publicJwk] },
    ...(succession.length > 0 && { succession }),
  } satisfies Metadata
}
