import browser from 'webextension-polyfill'
import { pendingKey, readPending, type Pending } from '../pending/pending.ts'
import { inTurn } from './inTurn.ts'
import { showBadge } from './showBadge.ts'

const queued = inTurn()

/**
 * Changes the list of sign-ins, one change after the other, and the badge with it. Only the service worker writes the list, so
 * that its own queue is enough.
 *
 * @param change may wait for windows to open; what it throws leaves the list as it was
 */
export function changePending(change: (pending: Pending[]) => Pending[] | Promise<Pending[]>): Promise<void> {
  return queued(async () => {
    const pending = await change(await readPending())
    await browser.storage.session.set({ [pendingKey]: pending })
    await showBadge(pending)
  })
}
