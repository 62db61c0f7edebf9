import type { Context } from 'koa'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import { readBody } from './readBody.ts'

/**
 * The fields of a small form, as any website's client sends one: urlencoded, or as parts (libcurl does that when it is given a
 * list). A field that comes twice is refused (RFC 6749 §3.1), and so is a file.
 *
 * @param limit most bytes it may have
 * @throws ZAuthError `malformed_request` and those of `readBody`
 */
export async function readForm(ctx: Context, parts: Parts, limit: number): Promise<ReadonlyMap<string, string>> {
  const contentType = ctx.get('Content-Type')
  const inParts = contentType.toLowerCase().startsWith('multipart/form-data')
  const type = inParts ? 'multipart/form-data' : 'application/x-www-form-urlencoded'
  const body = await readBody(ctx, parts, type, limit)
  try {
    const fields = inParts ? await partsOf(body, contentType) : new URLSearchParams(new TextDecoder().decode(body))
    return onceEach(fields)
  } finally {
    body.fill(0)
  }
}

/** Node parses them as a browser's fetch would. */
async function partsOf(body: Uint8Array<ArrayBuffer>, contentType: string): Promise<Iterable<[string, unknown]>> {
  try {
    return await new Response(body, { headers: { 'content-type': contentType } }).formData()
  } catch (cause) {
    throw new ZAuthError('malformed_request', 'no form in parts', { cause })
  }
}

function onceEach(fields: Iterable<[string, unknown]>): ReadonlyMap<string, string> {
  const read = new Map<string, string>()
  for (const [name, value] of fields) {
    if (typeof value !== 'string') throw new ZAuthError('malformed_request', 'a file in a form')
    if (read.has(name)) throw new ZAuthError('malformed_request', 'a field twice')
    read.set(name, value)
  }
  return read
}
