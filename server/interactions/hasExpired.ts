import type { InteractionRecord } from '../store/records.ts'
import { liveStates } from './liveStates.ts'

/** Whether time has ended a sign-in that nothing else had ended. */
export function hasExpired({ state, expiresAt }: InteractionRecord, now: number): boolean {
  return liveStates.includes(state) && expiresAt <= now
}
