import { ZAuthError } from '../../shared/protocol/errors.ts'
import { errorCodeOf } from './errorCodeOf.ts'

/** Seconds. */
const retryAfter = 5

/** What becomes of a change that the disk did not take: nothing was changed, and whoever asked may ask again. */
export function unwritable(cause: unknown): ZAuthError {
  const code = errorCodeOf(cause) ?? 'unknown'
  return new ZAuthError('busy', `the data folder cannot be written (${code})`, { cause, retryAfter })
}
