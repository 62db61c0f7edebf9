import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Session } from './session.ts'
import { framesOf } from './framesOf.ts'

/** How many images, and how many milliseconds apart at least. */
export interface Images {
  readonly count: number
  readonly gap: number
}

/** Milliseconds without any face after which the person is asked whether she is still there. */
const faceless = 20_000

/**
 * Looks through the camera until the face worker has kept enough good images, and tells the person what is in the way.
 *
 * @throws ZAuthError `no_face` when none was seen for 20 seconds; the signal's reason
 */
export async function look(
  video: HTMLVideoElement,
  { face, screen, timings, signal }: Omit<Session, 'look'>,
  { count, gap }: Images,
): Promise<void> {
  await face.call('forget')
  let lastKept = -Infinity
  let lastSeen = performance.now()
  for await (const frame of framesOf(video, signal)) {
    const taken = performance.now()
    const sight = await face.call('look', { frame }, [frame])
    signal.throwIfAborted()
    screen.see(sight)
    if (sight.outline || sight.advice === 'several_faces') lastSeen = taken
    else if (taken - lastSeen > faceless) throw new ZAuthError('no_face')

    if (sight.advice !== 'ok' || taken - lastKept < gap) continue
    timings.held()
    timings.add('perceive', sight.took)
    const kept = await timings.time('embed', () => face.call('keep'))
    lastKept = taken
    screen.show({ progress: kept / count })
    if (kept >= count) return
  }
}
