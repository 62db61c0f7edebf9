import { changePending } from './changePending.ts'
import { mayOpenUnasked } from './mayOpenUnasked.ts'
import { noteUnasked } from './noteUnasked.ts'
import { openCameraWindow } from './openCameraWindow.ts'

/** Opens the camera window of what a tab offers, unasked: only if it never had one, and no other sign-in runs. */
export async function openOffered(tabId: number): Promise<void> {
  await changePending(async (pending, write) => {
    if (pending.some(({ windowId }) => windowId !== null)) return pending
    const offered = pending.find((one) => one.tabId === tabId && one.state === 'offered')
    if (!offered || !(await mayOpenUnasked(offered))) return pending
    await noteUnasked(offered.offer.issuer)
    return await openCameraWindow(offered, pending, write)
  })
}
