import type { Session } from './session.ts'
import { watch } from './watch.ts'

/** How many images, and how many milliseconds apart at least. */
export interface Images {
  readonly count: number
  readonly gap: number
}

/**
 * Looks through the camera until the face worker has kept enough good images.
 *
 * @throws ZAuthError `no_face` when none was seen for 20 seconds; the signal's reason
 */
export async function look(
  video: HTMLVideoElement,
  session: Omit<Session, 'look' | 'move'>,
  { count, gap }: Images,
): Promise<void> {
  const { face, screen, timings } = session
  await face.call('forget')
  let lastKept = -Infinity
  const wanted = (taken: number): boolean => taken - lastKept >= gap
  await watch(video, session, {
    wanted,
    see: async ({ good, took }, taken) => {
      if (!good || !wanted(taken)) return false
      timings.held()
      timings.add('perceive', took)
      const kept = await timings.time('embed', () => face.call('keep'))
      lastKept = taken
      screen.show({ progress: kept / count })
      return kept >= count
    },
  })
}
