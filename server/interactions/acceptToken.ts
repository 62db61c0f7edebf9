import { forgiveTries } from '../attempts/forgiveTries.ts'
import { activateDevice } from '../devices/activateDevice.ts'
import { removePendingDevices } from '../devices/removePendingDevices.ts'
import { withdrawDevice } from '../devices/withdrawDevice.ts'
import type { Parts } from '../parts.ts'
import type { Device } from '../store/records.ts'
import { authenticateInteraction } from './authenticateInteraction.ts'
import { liveStates } from './liveStates.ts'
import { openStates } from './openStates.ts'

/** Milliseconds within which a device that is used again is not noted anew: a write to the disk that nobody would see. */
const oftenEnough = 60 * 60_000

/**
 * What an accepted token does: a pending device becomes one of the account's own, the sign-in ends with success, and the tries
 * are forgiven. If the sign-in ended otherwise meanwhile, because the person cancelled, what she was enrolling is not hers.
 *
 * @returns the devices that made room for a new one, `null` when the device was the account's already
 * @throws ZAuthError `interaction_over`, `already_enrolled`, `device_unknown`
 */
export async function acceptToken(
  parts: Pick<Parts, 'store' | 'config' | 'clients' | 'now'>,
  interaction: string,
  device: Device,
): Promise<readonly string[] | null> {
  const { id, account } = device
  const replaced = await activateDevice(parts, device)
  try {
    // A new device may come when the sign-in has ended well: it is as good as the face that it knows.
    const from = replaced === null ? liveStates : openStates
    await authenticateInteraction(parts, interaction, { by: 'face', with: id }, from)
  } catch (error) {
    if (replaced !== null) await withdrawDevice(parts, device, replaced)
    throw error
  }
  // What let this one in lets no other in: `enrol` sees from now on that it was used, and what came before goes.
  if (replaced !== null) await removePendingDevices(parts, interaction)
  for (const gone of replaced ?? []) await withdrawDevice(parts, { id: gone, account })
  const { lastUsedAt } = device
  if (lastUsedAt === null || lastUsedAt + oftenEnough <= parts.now())
    await parts.store.devices.update(id, {}, { lastUsedAt: parts.now() })
  await forgiveTries(parts, account, id)
  return replaced
}
