import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { readForm } from '../http/readForm.ts'
import type { Parts } from '../parts.ts'
import { RoadRefusal } from '../roads/refusal.ts'

/** A signed request with the longest names and state, percent-encoded, has half of it. */
const limit = 16 * 1024

/**
 * The parameters of a request, which clients send in a form, in the query (the one in Python asks for tokens so), or in both.
 * @throws RoadRefusal `invalid_request`; ZAuthError
 */
export async function parametersOf(ctx: Context, parts: Parts): Promise<ReadonlyMap<string, string>> {
  const parameters = new Map(hasBody(ctx) ? await formOf(ctx, parts) : [])
  for (const [name, value] of new URLSearchParams(ctx.querystring)) {
    if (parameters.has(name)) throw new RoadRefusal('invalid_request', 'A parameter comes twice')
    parameters.set(name, value)
  }
  return parameters
}

async function formOf(ctx: Context, parts: Parts): Promise<ReadonlyMap<string, string>> {
  try {
    return await readForm(ctx, parts, limit)
  } catch (error) {
    if (!(error instanceof ZAuthError) || error.status >= 500) throw error
    throw new RoadRefusal('invalid_request', 'The form could not be read', error.detail)
  }
}

function hasBody(ctx: Context): boolean {
  return ctx.method === 'POST' && (ctx.get('Transfer-Encoding') !== '' || Number(ctx.get('Content-Length')) > 0)
}
