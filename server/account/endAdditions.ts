import { removeDevice } from '../devices/removeDevice.ts'
import { liveStates } from '../interactions/liveStates.ts'
import type { Parts } from '../parts.ts'

/**
 * Ends all that would still let another device in: who revokes one because she has lost it, or never wanted it, must not find that it
 * has brought a friend. Recovery codes stay: they are hers to make anew.
 */
export async function endAdditions({ store, now }: Pick<Parts, 'store' | 'now'>, account: string): Promise<void> {
  await store.additions.remove(account)
  await store.enrolmentTickets.removeAll({ account })
  for (const { id } of await store.interactions.findAll({ account, hasTicket: true, state: liveStates })) {
    await store.interactions.update(id, { state: liveStates }, { hasTicket: false })
  }
  // Signed in by a recovery code, somebody stays so; the time in which a device may be set up after it is over.
  for (const { id } of await store.interactions.findAll({ account, authenticatedBy: 'recovery_code' })) {
    await store.interactions.update(id, {}, { expiresAt: now() })
  }
  for (const { id } of await store.devices.findAll({ account, state: 'pending' })) await removeDevice({ store }, id)
}
