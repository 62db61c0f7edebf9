import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Images } from '../signIn/captureImages.ts'
import type { Session } from '../signIn/session.ts'
import { words } from '../movements/words.ts'
import type { Device } from '../storage/devices/device.ts'
import { startChallenge, type StartedChallenge } from '../verifier/startChallenge.ts'

/** Sequences of movements that the window goes through by itself, each drawn anew, before it asks whether to go on. */
const mostSequences = 3

/**
 * Starts a challenge and looks at the face as it asks: moving, or just held still. When it returns, the face worker has what makes
 * the probe of that challenge.
 *
 * @param note said in the place of the first instruction
 * @throws ZAuthError `movements_failed`, and whatever camera and verifier fail with
 */
export async function captureForChallenge(
  session: Session,
  device: Device,
  { images, note }: { readonly images: Images; readonly note: string | null },
): Promise<StartedChallenge> {
  const { offer, screen, timings, signal } = session
  let said = note
  for (let sequences = 1; ;) {
    // The verifier first, the face then: nothing is captured for a verifier that does not answer (NIST SP 800-63B-4 §3.2.3).
    const challenge = await startChallenge(offer.ticket, device, signal)
    timings.restart()
    if (challenge.movements.length === 0) {
      screen.show({ phase: 'looking', progress: 0, note: said })
      await session.look(images)
      return challenge
    }
    screen.show({ phase: 'moving', progress: 0, note: said })
    const interruption = await session.move(challenge.movements)
    if (interruption === null) return challenge
    if (interruption !== 'slower') sequences++
    if (sequences > mostSequences) {
      await waitOrFail(session, new ZAuthError('movements_failed', interruption))
      sequences = 1
    }
    said = words.anew[interruption]
  }
}

/** Who has just enrolled tries again with what she has enrolled; for anybody else the camera is closed, and opened anew. */
async function waitOrFail({ offer, screen, signal }: Session, error: ZAuthError): Promise<void> {
  if (offer.purpose !== 'enrol') throw error
  screen.show({ phase: 'failed', failure: { error, over: false } })
  await screen.pressed(signal)
  screen.show({ failure: null })
}
