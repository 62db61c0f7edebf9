import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { InteractionRecord } from '../store/records.ts'
import type { Outcome } from './road.ts'

/**
 * How a sign-in ended. There is no other way to a code than an interaction that an accepted token or recovery code has ended.
 * @throws ZAuthError `malformed_request` when it has not ended
 */
export function outcomeOf(interaction: InteractionRecord): Outcome {
  const { state, refusal, authenticatedAt, authenticatedBy, demandsFace } = interaction
  if (state === 'authenticated' && authenticatedBy === 'recovery_code' && demandsFace) {
    return { state: 'refused', reason: 'face_required' }
  }
  if (state === 'authenticated' && authenticatedAt !== null && authenticatedBy !== null) {
    return { state, at: authenticatedAt, by: authenticatedBy }
  }
  if (state === 'refused') return { state, reason: refusal ?? 'failed' }
  throw new ZAuthError('malformed_request', `not finished: ${state}`)
}
