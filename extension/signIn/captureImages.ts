import type { Attempt } from './session.ts'
import { watch } from './watch.ts'

/** How many images, and how many milliseconds apart at least. */
export interface Images {
  readonly count: number
  readonly gap: number
}

/** Milliseconds for which a face waits to be seen better. Then it is tried as it is: bad light may be all there is. */
const patience = 6_000

/**
 * Looks through the camera until the face worker has kept enough good images.
 *
 * @throws ZAuthError `no_face` when none was seen for 20 seconds; the signal's reason
 */
export async function captureImages(video: HTMLVideoElement, attempt: Attempt, { count, gap }: Images): Promise<void> {
  const { face, screen, timings } = attempt
  await face.call('forget')
  let lastKept = -Infinity
  let seenSince: number | null = null
  const wanted = (taken: number): boolean => taken - lastKept >= gap
  await watch(video, attempt, {
    wanted,
    lenient: (taken) => {
      const lenient = seenSince !== null && taken - seenSince > patience
      if (lenient !== screen.view.lenient) screen.show({ lenient })
      return lenient
    },
    see: async ({ good, outline, took }, taken) => {
      seenSince = outline ? (seenSince ?? taken) : null
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
