import type { Offer } from '../../shared/protocol/offer.ts'
import { accountNameOf } from '../storage/accounts/accountNameOf.ts'
import { readAccount } from '../storage/accounts/readAccount.ts'
import { readSettings } from '../storage/settings/readSettings.ts'
import { cameraPermission } from './cameraPermission.ts'
import { constraintsFor } from './constraintsFor.ts'
import { live } from './live.ts'
import { playStream } from './playStream.ts'
import { stopStream } from './stopStream.ts'

/** What the browser was asked. */
interface Asked {
  readonly preferred: string | null
  readonly stream: Promise<MediaStream>
}

/** A camera that was asked for before the window needs it. */
export interface WokenCamera extends Disposable {
  /** Shows its picture, unless it was given away before. Resolves when there is one, or when none will come. */
  show(video: HTMLVideoElement): Promise<void>
  /** Gives it away, once: it belongs to who took it. Null when none was asked for, or another one than is preferred. */
  take(preferred: string | null): Promise<Pick<Asked, 'stream'> | null>
}

/**
 * Asks for the camera of a sign-in at once, so that it wakes up while the window is drawn, keys are opened and networks load: only
 * where the browser does not ask, and where nothing is left that the person reads or does before.
 *
 * @param mayWake whether nothing else stands before the camera
 */
export function wakeCamera(offer: Offer, mayWake: Promise<boolean>): WokenCamera {
  let asking: Promise<Asked | null> | null = ask(offer, mayWake)
  // Without it the camera is asked for later, and what is wrong is said then.
  asking.catch(() => undefined)
  let shownBy: HTMLVideoElement | null = null
  const letGo = (): Promise<Asked | null> => {
    const asked = asking ?? Promise.resolve(null)
    asking = null
    return asked.catch(() => null)
  }
  return {
    show: async (video) => {
      try {
        const stream = await (await asking)?.stream
        // Meanwhile it may have been given away, or let go.
        if (!stream || asking === null) return
        shownBy = video
        await playStream(video, stream)
      } catch {
        // Who takes it hears of it.
      }
    },
    take: async (preferred) => {
      const asked = await letGo()
      if (asked === null || asked.preferred === preferred) return asked
      stop(asked)
      return null
    },
    [Symbol.dispose]: () => {
      if (asking !== null && shownBy) {
        shownBy.srcObject = null
        shownBy.removeAttribute(live)
      }
      void letGo().then((asked) => asked && stop(asked))
    },
  }
}

async function ask(offer: Offer, mayWake: Promise<boolean>): Promise<Asked | null> {
  if (offer.purpose !== 'verify') return null
  const [may, permission, known, { camera }] = await Promise.all([
    mayWake,
    cameraPermission(),
    readAccount(accountNameOf(offer)),
    readSettings(),
  ])
  if (!may || permission !== 'granted' || !known) return null
  const stream = navigator.mediaDevices.getUserMedia(constraintsFor(camera))
  stream.catch(() => undefined)
  return { preferred: camera, stream }
}

function stop({ stream }: Asked): void {
  void stream.then(stopStream, () => undefined)
}
