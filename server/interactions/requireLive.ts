import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { InteractionRecord } from '../store/records.ts'
import { liveStates } from './liveStates.ts'

/**
 * Refuses an interaction that cannot end well any more.
 * @throws ZAuthError `interaction_over`, `interaction_expired`
 */
export function requireLive({ state, expiresAt }: InteractionRecord, now: number): void {
  if (!liveStates.includes(state)) throw new ZAuthError('interaction_over', state)
  if (expiresAt <= now) throw new ZAuthError('interaction_expired')
}
