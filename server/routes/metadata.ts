import type { Context } from 'koa'
import { protocolName, type Metadata } from '../../shared/protocol/messages.ts'
import { leastAcceptThreshold } from '../../shared/recognition/leastAcceptThreshold.ts'
import type { Parts } from '../parts.ts'

/** `GET /.well-known/zauth`: what an extension must know before it enrols. */
export function metadata(ctx: Context, { config, keys }: Parts): void {
  ctx.set('Cache-Control', 'no-cache')
  ctx.body = {
    protocol: protocolName,
    issuer: config.issuer,
    name: config.name,
    training: config.training,
    falseMatchRate: config.falseMatchRate,
    leastAcceptThreshold: leastAcceptThreshold(config.falseMatchRate),
    jwks: { keys: [keys.answer.publicJwk] },
  } satisfies Metadata
}
