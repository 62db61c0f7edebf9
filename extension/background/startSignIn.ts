import { changePending } from './changePending.ts'
import { openCameraWindow } from './openCameraWindow.ts'

/** Opens the camera window of a sign-in that waits, because the person asked for it. */
export async function startSignIn(ticket: string): Promise<void> {
  await changePending(async (pending) => {
    const waiting = pending.find(({ offer, state }) => offer.ticket === ticket && state !== 'settled')
    if (!waiting) return pending
    const opened = await openCameraWindow(waiting, pending)
    return pending.map((one) => (one === waiting ? opened : one))
  })
}
