import { forgiveTries } from '../attempts/forgiveTries.ts'
import { activateDevice } from '../devices/activateDevice.ts'
import { withdrawDevice } from '../devices/withdrawDevice.ts'
import type { Parts } from '../parts.ts'
import type { Device } from '../store/records.ts'
import { authenticateInteraction } from './authenticateInteraction.ts'

/**
 * What an accepted token does: a pending device becomes the account's own, the sign-in ends with success, and the tries are
 * forgiven. If the sign-in ended otherwise meanwhile, because the person cancelled, what she was enrolling is not hers.
 *
 * @throws ZAuthError `interaction_over`, `already_enrolled`, `device_unknown`
 */
export async function acceptToken(
  parts: Pick<Parts, 'store' | 'now'>,
  interaction: string,
  device: Device,
): Promise<void> {
  const isNew = await activateDevice(parts, device)
  try {
    await authenticateInteraction(parts, interaction, 'face')
  } catch (error) {
    if (isNew) await withdrawDevice(parts, device)
    throw error
  }
  await forgiveTries(parts, device.account, device.id)
}
