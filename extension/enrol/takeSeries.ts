import type { EnrolmentSession } from '../signIn/session.ts'
import { words } from '../camera/words.ts'

/**
 * Takes the images of an enrolment and shows them, until the person wants to use them. The pictures are shown in the window only;
 * afterwards the face worker has what describes them, and nothing has the pictures.
 *
 * @throws ZAuthError `series_inconsistent` when the images do not show one person, and whatever the camera fails with
 */
export async function takeSeries(session: EnrolmentSession): Promise<void> {
  const { face, screen, signal } = session
  for (;;) {
    screen.show({ phase: 'enrolling', progress: 0, note: null, series: null, advice: null })
    await session.collect()

    screen.show({ phase: 'matching', note: words.checking })
    const pictures = await face.call('finishSeries')
    try {
      screen.show({ phase: 'preview', note: null, pictures })
      if ((await screen.pressed(signal)) === 'go') return
    } finally {
      screen.show({ phase: 'matching', pictures: null })
      for (const picture of pictures) picture.fill(0)
    }
  }
}
