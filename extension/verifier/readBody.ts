import { ZAuthError } from '../../shared/protocol/errors.ts'

/** Bytes. Answers are the largest thing that a verifier sends, 263 KB. */
const limit = 1 << 20

/**
 * The body of a response, no longer than any that this program expects.
 *
 * @throws ZAuthError `internal_error` as soon as there is more
 */
export async function readBody(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of response.body ?? []) {
    length += chunk.length
    if (length > limit) throw new ZAuthError('internal_error', `an answer of more than ${limit} bytes`)
    chunks.push(chunk)
  }
  const bytes = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}
