import { ZAuthError } from '../../../shared/protocol/errors.ts'

/** Seconds. A database that is started anew, or that another takes over from, is there again about then. */
const retryAfter = 5

/** PostgreSQL's classes of errors (Appendix A) that say that a statement of ours is wrong, and not that the database is in trouble. */
const ourMistakes = ['0A', '21', '22', '23', '42']
/** Errors that say that two were in each other's way, and that nothing has been done. (40003 says that this is unknown.) */
const conflicts = ['40001', '40P01']

/**
 * What a statement's failure means for whoever asked for it. Neither what the driver nor what the server says is passed on: they may
 * quote values.
 */
export function databaseFailure(error: unknown): Error {
  const code = failureCode(error)
  if (ourMistakes.includes(code.slice(0, 2))) return new Error(`The database refused a statement (${code})`)
  return new ZAuthError('busy', `the database cannot be reached (${code})`, { retryAfter })
}

/** Whether the same statement can be said again at once. */
export function isConflict(error: unknown): boolean {
  return conflicts.includes(failureCode(error))
}

/** PostgreSQL's five characters, the system's word for a failed connection, or `lost` where the driver gives none. */
export function failureCode(error: unknown): string {
  // A name with several addresses fails for each of them.
  const first: unknown = error instanceof AggregateError ? error.errors[0] : error
  return first instanceof Error && 'code' in first && typeof first.code === 'string' ? first.code : 'lost'
}
