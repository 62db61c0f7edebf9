import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Challenge, InteractionRecord } from '../store/records.ts'

/**
 * Refuses a challenge whose movements were given up for others: of the sequences that an interaction has drawn, only the newest
 * counts, so that nobody can collect some and choose.
 *
 * @throws ZAuthError `challenge_used`
 */
export function refuseSuperseded({ draw }: Challenge, { draws }: InteractionRecord): void {
  if (draw !== null && draw !== draws) throw new ZAuthError('challenge_used', 'other movements were drawn since')
}
