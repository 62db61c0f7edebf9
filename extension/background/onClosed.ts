import type { Pending } from '../pending/pending.ts'
import { changePending } from './changePending.ts'
import { dropLeftPages } from './dropLeftPages.ts'
import { noteLeft } from './noteLeft.ts'

/** A window was closed. If it was the camera window of a sign-in that is not over, the person turned away from it. */
export async function onClosed(windowId: number): Promise<void> {
  let closed: Pending | undefined
  await changePending(async (pending) => {
    closed = pending.find((one) => one.windowId === windowId)
    if (closed) await noteLeft(closed.offer.issuer)
    return pending.map((one) => (one === closed ? { ...one, windowId: null } : one))
  })
  if (closed) await dropLeftPages(closed.tabId)
}
