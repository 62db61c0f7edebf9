import { decode } from 'cborg/json'
import type { Context } from 'koa'
import type { GenericSchema, InferOutput } from 'valibot'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { read } from '../../shared/protocol/read.ts'
import type { Parts } from '../parts.ts'
import { readBody } from './readBody.ts'

const limit = 4096

/**
 * A small JSON body by its schema. A name that comes twice is refused: JSON.parse would take the last one in silence.
 *
 * @throws ZAuthError `malformed_request` and those of `readBody`
 */
export async function readJson<const S extends GenericSchema>(
  ctx: Context,
  parts: Parts,
  schema: S,
): Promise<InferOutput<S>> {
  const bytes = await readBody(ctx, parts, 'application/json', limit)
  return read(schema, parse(bytes))
}

function parse(bytes: Uint8Array): unknown {
  try {
    return decode(bytes, { rejectDuplicateMapKeys: true })
  } catch (cause) {
    throw new ZAuthError('malformed_request', 'not strict JSON', { cause })
  }
}
