import type { BrowserContext, Request } from 'playwright'

/** Bytes of bodies that crossed between the extension and the verifier, headers not counted. */
export interface Bytes {
  sent: number
  received: number
}

/**
 * Counts what the extension sends to the verifier's API and gets from it, from now on.
 *
 * @returns gives the sum since the last time that it was called
 */
export function countBytes(context: BrowserContext, issuer: string): () => Promise<Bytes> {
  let pending: Promise<Bytes>[] = []
  context.on('requestfinished', (request) => {
    if (request.url().startsWith(`${issuer}/api/`)) pending.push(sizeOf(request))
  })
  return async () => {
    const finished = await Promise.all(pending)
    pending = []
    return finished.reduce((sum, each) => ({ sent: sum.sent + each.sent, received: sum.received + each.received }), {
      sent: 0,
      received: 0,
    })
  }
}

async function sizeOf(request: Request): Promise<Bytes> {
  const sizes = await request.sizes()
  // Chromium does not hand out large request bodies; their length stands in the header.
  const declared = Number((await request.allHeaders())['content-length'] ?? 0)
  return { sent: Math.max(sizes.requestBodySize, declared), received: sizes.responseBodySize }
}
