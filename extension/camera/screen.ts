import type { ZAuthError } from '../../shared/protocol/errors.ts'
import type { MovementSet } from '../../shared/protocol/movements.ts'
import type { Advice } from '../../shared/recognition/perception.ts'
import type { Sight } from '../face/sight.ts'

/** What the window is about. Tests and styles read it from `document.body.dataset.state`. */
export type Phase = 'starting' | 'consent' | 'looking' | 'enrolling' | 'matching' | 'done' | 'failed'

/** What came in the way, and whether the sign-in ended with it. */
export interface Failure {
  readonly error: ZAuthError
  readonly over: boolean
}

/** Everything that the window shows, except for the picture. */
export interface View {
  readonly phase: Phase
  readonly advice: Advice | null
  /** How much of the images that are wanted is there, 0 to 1. */
  readonly progress: number
  /** A sentence in the place of the instruction. */
  readonly note: string | null
  readonly failure: Failure | null
  /** Which movements the person says that she can make. */
  readonly movementSet: MovementSet
}

/** What the steps of a sign-in show to the person, and what she answers. */
export interface Screen {
  readonly view: View
  show(change: Partial<View>): void
  /** A frame was looked at. */
  see(sight: Sight): void
  /** Waits for the one button that goes on: "I agree", "Try again". */
  pressed(signal: AbortSignal): Promise<void>
  press(): void
  subscribe(listener: (view: View) => void): () => void
  /** Called for each frame that was looked at; null when there is nothing to draw. */
  onSight: (sight: Sight | null) => void
}
