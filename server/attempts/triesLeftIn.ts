import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Parts } from '../parts.ts'
import type { InteractionRecord } from '../store/records.ts'

/**
 * Tries left in an interaction, 1 or more.
 * @throws ZAuthError `too_many_tries`
 */
export function triesLeftIn(interaction: InteractionRecord, { config }: Parts): number {
  const left = config.limits.triesPerInteraction - interaction.tries
  if (left < 1) throw new ZAuthError('too_many_tries', 'no try left in this interaction')
  return left
}
