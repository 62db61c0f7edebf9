import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Device, InteractionRecord } from '../store/records.ts'
import { requireLive } from './requireLive.ts'

/**
 * Refuses a device that can do nothing in an interaction any more. One that was enrolled there for an account that has
 * authenticated already (its template is renewed, or a recovery code has let it in) may still prove itself in it.
 *
 * @throws ZAuthError `interaction_over`, `interaction_expired`
 */
export function requireOpen(interaction: InteractionRecord, device: Device | null, now: number): void {
  const isNew = device?.state === 'pending' && device.interaction === interaction.id
  if (interaction.state !== 'authenticated' || !isNew) {
    requireLive(interaction, now)
    return
  }
  if (interaction.expiresAt <= now) throw new ZAuthError('interaction_expired')
}
