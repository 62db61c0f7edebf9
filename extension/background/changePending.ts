import browser from 'webextension-polyfill'
import { pendingKey, readPending, type Pending } from '../pending/pending.ts'
import { inTurn } from './inTurn.ts'
import { showBadge } from './showBadge.ts'
import { withCameraWindows } from './withCameraWindows.ts'

const queued = inTurn()
let isFirst = true

/**
 * Changes the list of sign-ins, one change after the other, and the badge with it. Only the service worker writes the list, so
 * that its own queue is enough. Before its first change it looks what has become of the camera windows: the one before it may have
 * ended with less written than done.
 *
 * @param change may wait for windows to open, and write what it is about to do by `write` before it does it; what it throws leaves
 *   the list as it was written last, what it returns unchanged is not written
 */
export function changePending(
  change: (pending: Pending[], write: (pending: Pending[]) => Promise<void>) => Pending[] | Promise<Pending[]>,
): Promise<void> {
  return queued(async () => {
    let written = await readPending()
    const write = async (pending: Pending[]): Promise<void> => {
      if (pending === written) return
      written = pending
      await browser.storage.session.set({ [pendingKey]: pending })
    }
    const wasFirst = isFirst
    if (isFirst) await write(await withCameraWindows(written))
    isFirst = false
    const before = written
    const changed = await change(written, write)
    await write(changed)
    if (wasFirst || changed !== before) await showBadge(changed)
  })
}
