import type { ErrorCode } from '../../shared/protocol/errors.ts'
import type { AbandonRequest } from '../../shared/protocol/interactionMessages.ts'

const reasons: Partial<Record<ErrorCode, AbandonRequest['reason']>> = {
  cancelled: 'cancelled',
  not_recognised: 'not_recognised',
  token_wrong: 'not_recognised',
  camera_refused: 'camera_refused',
  camera_missing: 'camera_missing',
  camera_busy: 'camera_missing',
  camera_lost: 'camera_missing',
  camera_blocked: 'camera_refused',
  camera_black: 'camera_missing',
  camera_frozen: 'camera_missing',
  camera_sideways: 'camera_missing',
  camera_tiny: 'camera_missing',
  no_face: 'no_face',
  movements_failed: 'movements_failed',
  account_unknown: 'account_unknown',
  device_unknown: 'account_unknown',
  storage_damaged: 'account_unknown',
  too_many_tries: 'too_many_tries',
}

/** What the relying party is told of an error. */
export function reasonOf(code: ErrorCode): AbandonRequest['reason'] {
  return reasons[code] ?? 'failed'
}
