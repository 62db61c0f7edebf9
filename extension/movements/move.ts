import type { Movement } from '../../shared/protocol/movements.ts'
import { framesForProbe } from '../../shared/recognition/framesForProbe.ts'
import { usualWindow, type Failure } from '../../shared/recognition/liveness/movementTracker.ts'
import type { Session } from '../signIn/session.ts'
import { watch } from '../signIn/watch.ts'
import { readSettings } from '../storage/settings/readSettings.ts'
import type { MovementProgress } from '../face/createMovementWatch.ts'
import type { Guidance } from './guidance.ts'

/** The view changes by such steps of a movement, not with each frame. */
const steps = 12

/** Why a sequence was not made to its end. `slower`: the person asked for more time. */
export type Interruption = Failure | 'slower'

/**
 * Guides the person through a sequence of movements, and lets the face worker keep the frames in between for the probe.
 *
 * @returns null when the sequence was made
 * @throws ZAuthError `no_face` when none was seen for 20 seconds; the signal's reason
 */
export async function move(
  video: HTMLVideoElement,
  session: Pick<Session, 'face' | 'screen' | 'timings' | 'signal'>,
  movements: readonly Movement[],
): Promise<Interruption | null> {
  const { face, screen, timings, signal } = session
  const { movements: preferences } = await readSettings()
  await face.call('startMovements', { movements, windowMs: preferences.pace * usualWindow })
  const over = new AbortController()
  const end: { why: Interruption | null } = { why: null }
  // Nobody waits for this: it ends with the sequence.
  void screen.pressed(AbortSignal.any([signal, over.signal])).then(
    () => (end.why = 'slower'),
    () => undefined,
  )
  let state: MovementProgress['state'] = 'neutral'
  try {
    await watch(video, session, {
      // A head on its way is followed; only a straight one is kept.
      wanted: () => state === 'neutral' || state === 'done',
      lenient: () => true,
      see: ({ movement, took }) => {
        if (!movement) throw new TypeError('The face worker was asked for movements and has none')
        timings.add('perceive', took)
        state = movement.state
        show(screen, guidanceOf(movement, movements.length))
        end.why ??= movement.failure
        if (movement.state === 'done') timings.held()
        return end.why !== null || (movement.state === 'done' && movement.kept >= framesForProbe)
      },
    })
  } finally {
    over.abort()
    screen.show({ guidance: null })
  }
  return end.why
}

function guidanceOf({ state, step, wanted, completion }: MovementProgress, count: number): Guidance {
  return { state, step, wanted, completion: Math.round(completion * steps) / steps, count }
}

function show(screen: Session['screen'], guidance: Guidance): void {
  const { guidance: before, progress } = screen.view
  const now = (guidance.step + (guidance.state === 'move' ? guidance.completion : 0)) / guidance.count
  const isSame = before && before.state === guidance.state && before.completion === guidance.completion
  if (!isSame || progress !== now) screen.show({ guidance, progress: now })
}
