import { ZAuthError } from '../../shared/protocol/errors.ts'

/**
 * An expected failure of ours as websites hear of it (RFC 6749 §4.1.2.1): its sentence, and nothing of what only the log says.
 * @throws the error, when it is none
 */
export function asUnavailable(error: unknown) {
  if (!(error instanceof ZAuthError)) throw error
  return { error: 'temporarily_unavailable', error_description: error.message } as const
}
