import type { ErrorCode, ZAuthError } from '../../shared/protocol/errors.ts'
import type { Offer } from '../../shared/protocol/offer.ts'

/** What a second attempt may get over. Everything else ends the sign-in. */
const passing: ReadonlySet<ErrorCode> = new Set([
  'camera_refused',
  'camera_missing',
  'camera_busy',
  'camera_lost',
  'camera_blocked',
  'camera_black',
  'camera_frozen',
  'camera_sideways',
  'camera_tiny',
  'camera_changed',
  'no_face',
  'movements_failed',
  'series_inconsistent',
  'backend_lost',
  'locked',
  'verifier_unreachable',
  'challenge_unknown',
  'challenge_expired',
  'challenge_used',
  'busy',
  'internal_error',
])

/** Whether a sign-in is over after this error, or can be tried again. */
export function isOver({ code, retryAfter }: ZAuthError, offer: Offer, now: number): boolean {
  if (code === 'too_many_tries') return retryAfter === undefined || now + 1000 * retryAfter >= offer.expiresAt
  // A face that is not recognised by its own new enrolment was badly enrolled: the series can be taken again.
  if (code === 'not_recognised') return offer.purpose === 'verify'
  return !passing.has(code)
}
