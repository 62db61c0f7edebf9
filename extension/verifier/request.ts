import { fromCbor } from '../../shared/protocol/cbor.ts'
import { isErrorCode, ZAuthError } from '../../shared/protocol/errors.ts'
import { ErrorResponse } from '../../shared/protocol/errorResponse.ts'
import { read } from '../../shared/protocol/read.ts'
import { proveRequest } from './proveRequest.ts'
import { readBody } from './readBody.ts'

/** Enough for half a megabyte on a slow line. */
const timeout = 30_000

/** What is sent to the verifier: JSON, or octets of some other type. */
export interface Outgoing {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly url: string
  readonly body?: { readonly type: string; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Signs the request's proof; only what is public goes without. */
  readonly signing?: CryptoKeyPair
  /** The ticket of an accepted check, where only the face opens: the proof is bound to it (RFC 9449 §7.1). */
  readonly check?: string | undefined
  readonly signal: AbortSignal
}

/**
 * Sends one request to the verifier and gives its answer, decoded but not yet read by a schema. No cookies, no redirects: what
 * the verifier's pages know of the browser is none of this program's business.
 *
 * @throws ZAuthError the verifier's own code when it refuses, `verifier_unreachable` when there is no answer in time,
 *   `internal_error` when the answer cannot be understood
 */
export async function request({ method, url, body, signing, check, signal }: Outgoing): Promise<unknown> {
  const headers = new Headers({ accept: 'application/json, application/cbor' })
  if (body) headers.set('content-type', body.type)
  if (check !== undefined) headers.set('authorization', `DPoP ${check}`)
  if (signing) headers.set('dpop', await proveRequest(signing, method, url, check))
  try {
    const response = await fetch(url, {
      method,
      headers,
      body: body?.bytes ?? null,
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeout)]),
      credentials: 'omit',
      redirect: 'error',
      cache: 'no-store',
      referrerPolicy: 'no-referrer',
    })
    const bytes = await readBody(response)
    const decoded = decode(bytes, response.headers.get('content-type') ?? '')
    if (!response.ok) throw refusal(response.status, decoded)
    return decoded
  } catch (error) {
    signal.throwIfAborted()
    if (error instanceof ZAuthError) throw error
    throw new ZAuthError('verifier_unreachable', String(error), { cause: error })
  }
}

function decode(bytes: Uint8Array<ArrayBuffer>, contentType: string): unknown {
  try {
    if (contentType.startsWith('application/cbor')) return fromCbor(bytes)
    return bytes.length === 0 ? null : JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch (cause) {
    throw new ZAuthError('internal_error', 'an answer that is neither JSON nor CBOR', { cause })
  }
}

function refusal(status: number, body: unknown): ZAuthError {
  try {
    const { error, retryAfter } = read(ErrorResponse, body)
    if (isErrorCode(error))
      return new ZAuthError(error, `HTTP ${status}`, retryAfter === undefined ? {} : { retryAfter })
    return new ZAuthError('internal_error', `HTTP ${status}, unknown code`)
  } catch (cause) {
    return new ZAuthError('internal_error', `HTTP ${status} without a code`, { cause })
  }
}
