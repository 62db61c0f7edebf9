import { ZAuthError } from '../../shared/protocol/errors.ts'
import { requireOpen } from '../interactions/requireOpen.ts'
import type { Parts } from '../parts.ts'
import type { Device, InteractionRecord } from '../store/records.ts'
import { mayJoin } from './mayJoin.ts'

/**
 * The device that asks, in a sign-in in which it can still prove itself: one of the account's own, or one that this sign-in has just
 * enrolled. All ways in which it can be another's look the same from outside.
 *
 * @param proofKey thumbprint of the key that proved the request
 * @throws ZAuthError `interaction_over`, `interaction_expired`, `device_unknown`
 */
export async function deviceIn(
  { store, now }: Pick<Parts, 'store' | 'now'>,
  interaction: InteractionRecord,
  { id, proofKey }: Pick<Device, 'id' | 'proofKey'>,
): Promise<Device> {
  const device = await store.devices.find(id)
  requireOpen(interaction, device, now())
  if (device === null) throw new ZAuthError('device_unknown', 'no such device')
  if (device.proofKey !== proofKey) throw new ZAuthError('device_unknown', 'proof by another key')
  if (device.account !== interaction.account) throw new ZAuthError('device_unknown', 'of another account')
  const own = (await store.accounts.find(device.account))?.devices ?? []
  // Whether it becomes the account's own, `joinAccount` decides.
  const isWaiting = device.state === 'pending' && device.interaction === interaction.id && mayJoin(device, own)
  if (!own.includes(id) && !isWaiting) throw new ZAuthError('device_unknown', 'not active')
  return device
}
