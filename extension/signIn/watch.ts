import { ZAuthError, type ErrorCode } from '../../shared/protocol/errors.ts'
import type { Sight, SightAdvice } from '../face/sight.ts'
import { framesOf } from '../webcam/framesOf.ts'
import type { Session } from './session.ts'

/** Milliseconds without any face after which the person is asked whether she is still there. */
const faceless = 20_000

/** Why no face was seen, where it is the camera's fault. */
const reasons: Partial<Record<SightAdvice, ErrorCode>> = {
  black: 'camera_black',
  frozen: 'camera_frozen',
  sideways: 'camera_sideways',
}

/** What is done with the frames of a video. */
export interface Watching {
  /** Whether a frame that was taken at this time would be kept if it is good; the search for a second face is not spared then. */
  wanted(taken: number): boolean
  /** Whether a face that could be seen better will do as well; not so when left out. */
  lenient?(taken: number): boolean
  /** Called for each frame with what was seen in it. True ends the watching. */
  see(sight: Sight, taken: number): boolean | Promise<boolean>
}

/**
 * Looks through the camera, frame by frame, and tells the person what is in the way.
 *
 * @throws ZAuthError `no_face` when none was seen for 20 seconds, or what is wrong with the camera then; the signal's reason
 */
export async function watch(
  video: HTMLVideoElement,
  { face, screen, signal }: Pick<Session, 'face' | 'screen' | 'signal'>,
  watching: Watching,
): Promise<void> {
  let lastSeen = performance.now()
  for await (const frame of framesOf(video, signal)) {
    const taken = performance.now()
    const [wanted, lenient] = [watching.wanted(taken), watching.lenient?.(taken) ?? false]
    const sight = await face.call('perceive', { frame, time: taken, wanted, lenient }, [frame])
    signal.throwIfAborted()
    performance.measure('zauth-look', { start: taken })
    screen.see(sight)
    const reason = reasons[sight.advice] ?? (sight.advice === 'several_faces' || sight.outline ? null : 'no_face')
    if (reason === null) lastSeen = taken
    else if (taken - lastSeen > faceless) throw new ZAuthError(reason)
    if (await watching.see(sight, taken)) return
  }
}
