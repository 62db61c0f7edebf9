import { removePendingDevices } from '../devices/removePendingDevices.ts'
import type { Parts } from '../parts.ts'
import type { RefusalReason } from '../store/records.ts'
import { liveStates } from './liveStates.ts'

/** Ends a sign-in without success, once; what it had begun to enrol is removed. Whether it was this call that ended it. */
export async function refuseInteraction(parts: Parts, id: string, reason: RefusalReason): Promise<boolean> {
  const ended = await parts.store.interactions.update(id, { state: liveStates }, { state: 'refused', refusal: reason })
  if (!ended) return false
  await removePendingDevices(parts, id)
  const interaction = await parts.store.interactions.find(id)
  if (interaction !== null) {
    const { road, account } = interaction
    parts.metrics.signInEnded(road, reason)
    parts.audit.note({ action: 'sign-in refused', by: { person: road }, account, detail: reason })
  }
  return true
}
