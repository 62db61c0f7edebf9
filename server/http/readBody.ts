import type { Context } from 'koa'
import getRawBody from 'raw-body'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import type { BodyType } from './uploadBudgets.ts'

/** Milliseconds that any body may take, and bytes for each more: a slow line's upload, not one that is kept waiting. */
const patience = 5_000
const slowest = 32

/**
 * The body of a request, bounded before and while it arrives, in size and in time: who is too slow is hung up on.
 *
 * @param limit most bytes it may have
 * @throws ZAuthError `unsupported_media_type`, `request_too_large`, `malformed_request` (cut off, or too slow), `busy`
 */
export async function readBody(
  ctx: Context,
  { uploads, senderOf }: Parts,
  contentType: BodyType,
  limit: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const [sent = ''] = ctx.get('Content-Type').split(';', 1)
  if (sent.trim().toLowerCase() !== contentType)
    throw new ZAuthError('unsupported_media_type', `Expected ${contentType}`)
  // Compression gains nothing on ciphertexts and invites bombs (encrypted match §4).
  if (ctx.get('Content-Encoding') !== '') throw new ZAuthError('unsupported_media_type', 'Expected no content encoding')
  const announced = announcedLength(ctx)
  if (announced !== null && announced > limit) throw new ZAuthError('request_too_large', `${announced} bytes`)

  // A body of some length that has come to its end was read by somebody else.
  if (ctx.req.readableEnded && announced !== 0) throw new TypeError('No body: mount the verifier before body parsers')
  const sender = senderOf(ctx.req)
  using setAside = uploads[contentType].take(announced ?? limit, sender)
  const tooLate = setTimeout(() => ctx.req.destroy(), patience + setAside.bytes / slowest)
  try {
    const body = await getRawBody(ctx.req, { limit: setAside.bytes, length: announced })
    ctx.state['bytesIn'] = body.length
    return soleCopyOf(body)
  } catch (cause) {
    throw refusalOf(cause)
  } finally {
    clearTimeout(tooLate)
  }
}

/** It may be a probe or embeddings: one copy is left, for the caller to wipe. Small buffers share their memory with others. */
function soleCopyOf(body: Buffer): Uint8Array<ArrayBuffer> {
  const { buffer } = body
  if (buffer instanceof ArrayBuffer && buffer.byteLength === body.length) return new Uint8Array(buffer)
  const bytes = new Uint8Array(body)
  body.fill(0)
  return bytes
}

function announcedLength(ctx: Context): number | null {
  const header = ctx.get('Content-Length')
  return header === '' ? null : Number(header)
}

function refusalOf(cause: unknown): unknown {
  const type = cause instanceof Error && 'type' in cause ? cause.type : undefined
  if (type === 'entity.too.large') return new ZAuthError('request_too_large', 'the body outgrew its limit', { cause })
  if (type === 'request.aborted' || type === 'request.size.invalid') {
    return new ZAuthError('malformed_request', 'the body was cut off', { cause })
  }
  return cause
}
