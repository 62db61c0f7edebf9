import type { Attempt } from './session.ts'
import { watch } from './watch.ts'

/**
 * Looks through the camera until the face worker has the images of an enrolment, and tells the person how to hold her head for each.
 *
 * @throws ZAuthError `no_face` when none was seen for 20 seconds; the signal's reason
 */
export async function captureSeries(video: HTMLVideoElement, attempt: Attempt): Promise<void> {
  const { face, screen } = attempt
  await face.call('startSeries', screen.view.movementSet)
  await watch(video, attempt, {
    wanted: () => true,
    see: ({ series }) => {
      if (!series) throw new TypeError('The face worker was asked for a series and has none')
      if (differs(screen.view.series, series)) {
        const filled = series.filled.filter(Boolean).length
        screen.show({ series, progress: filled / series.filled.length })
      }
      return series.wanted === null
    },
  })
}

function differs(before: Attempt['screen']['view']['series'], now: NonNullable<typeof before>): boolean {
  return before?.wanted !== now.wanted || now.filled.some((is, i) => is !== before.filled[i])
}
