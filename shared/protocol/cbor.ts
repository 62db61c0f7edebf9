import { decode, encode } from 'cborg'
import { ZAuthError } from './errors.ts'

/** CBOR (RFC 8949) of maps, arrays, text, bytes and safe integers. */
export function toCbor(value: unknown): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(encode(value))
}

/**
 * Strict CBOR: no indefinite lengths, no duplicate keys, no floats that are not finite, no tags, nothing after the end.
 * @throws ZAuthError `malformed_request`
 */
export function fromCbor(bytes: Uint8Array): unknown {
  try {
    return decode(bytes, {
      strict: true,
      allowIndefinite: false,
      allowUndefined: false,
      allowNaN: false,
      allowInfinity: false,
      allowBigInt: false,
      rejectDuplicateMapKeys: true,
    })
  } catch (cause) {
    throw new ZAuthError('malformed_request', 'not strict CBOR', { cause })
  }
}
