import type * as v from 'valibot'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { read } from '../../shared/protocol/read.ts'

/**
 * What the verifier answered, by its schema.
 *
 * @throws ZAuthError `internal_error`: it is the verifier, not the person, that did not keep to the protocol
 */
export function readAnswer<const S extends v.GenericSchema>(schema: S, answer: unknown): v.InferOutput<S> {
  try {
    return read(schema, answer)
  } catch (cause) {
    throw new ZAuthError(
      'internal_error',
      `unexpected answer: ${cause instanceof ZAuthError ? (cause.detail ?? '') : ''}`,
      {
        cause,
      },
    )
  }
}
