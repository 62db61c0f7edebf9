import type { Context } from 'koa'
import { toCbor } from '../../shared/protocol/cbor.ts'

/** Answers with a value in CBOR. */
export function sendCbor(ctx: Context, value: object): void {
  ctx.type = 'application/cbor'
  ctx.body = Buffer.from(toCbor(value).buffer)
}
