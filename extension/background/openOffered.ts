import { changePending } from './changePending.ts'
import { mayOpenUnasked } from './mayOpenUnasked.ts'
import { openCameraWindow } from './openCameraWindow.ts'

/** Opens the camera window of what a tab offers, unasked: only if it never had one, and no other sign-in runs. */
export async function openOffered(tabId: number): Promise<void> {
  await changePending(async (pending) => {
    if (pending.some(({ windowId }) => windowId !== null)) return pending
    const offered = pending.find((one) => one.tabId === tabId && one.state === 'offered')
    if (!offered || !(await mayOpenUnasked(offered))) return pending
    const opened = await openCameraWindow(offered, pending)
    return pending.map((one) => (one === offered ? opened : one))
  })
}
