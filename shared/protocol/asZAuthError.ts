import { ZAuthError } from './errors.ts'

/** Any error as one of ours: what is not expected is our own mistake, and is said to be. */
export function asZAuthError(error: unknown): ZAuthError {
  return error instanceof ZAuthError ? error : new ZAuthError('internal_error', String(error), { cause: error })
}
