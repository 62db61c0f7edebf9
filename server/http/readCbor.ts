import type { Context } from 'koa'
import type { GenericSchema, InferOutput } from 'valibot'
import { fromCbor } from '../../shared/protocol/cbor.ts'
import { read } from '../../shared/protocol/read.ts'
import type { Parts } from '../parts.ts'
import { readBody } from './readBody.ts'

/**
 * A CBOR body by its schema.
 * @param limit most bytes it may have
 * @throws ZAuthError `malformed_request` and those of `readBody`
 */
export async function readCbor<const S extends GenericSchema>(
  ctx: Context,
  parts: Parts,
  schema: S,
  limit: number,
): Promise<InferOutput<S>> {
  const body = await readBody(ctx, parts, 'application/cbor', limit)
  try {
    return read(schema, fromCbor(body))
  } finally {
    // The values are copies.
    body.fill(0)
  }
}
