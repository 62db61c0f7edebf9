import * as v from 'valibot'
import { ZAuthError } from './errors.ts'

/**
 * Outside data in, a typed value out.
 * @throws ZAuthError `malformed_request`, with where and what in `detail`, never the value
 */
export function read<const S extends v.GenericSchema>(schema: S, input: unknown): v.InferOutput<S> {
  const result = v.safeParse(schema, input, { abortEarly: true })
  if (result.success) return result.output
  const [issue] = result.issues
  const where = v.getDotPath(issue) ?? 'the value'
  throw new ZAuthError('malformed_request', `${where}: Expected ${issue.expected ?? 'another value'}`)
}
