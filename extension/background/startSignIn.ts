import { changePending } from './changePending.ts'
import { openCameraWindow } from './openCameraWindow.ts'

/** Opens the camera window of a sign-in that waits, because the person asked for it. */
export async function startSignIn(ticket: string): Promise<void> {
  await changePending(async (pending, write) => {
    const waiting = pending.find(({ offer, state }) => offer.ticket === ticket && state !== 'settled')
    return waiting ? await openCameraWindow(waiting, pending, write) : pending
  })
}
