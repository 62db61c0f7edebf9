import type { ZAuthError } from '../../shared/protocol/errors.ts'
import type { MovementSet } from '../../shared/protocol/movements.ts'
import type { SeriesProgress } from '../face/series/createSeries.ts'
import type { Guidance } from '../movements/guidance.ts'
import type { Direction } from '../face/directionOf.ts'
import type { Sight, SightAdvice } from '../face/sight.ts'
import type { CameraName } from '../webcam/listCameras.ts'

/** What the window is about. Tests and styles read it from `document.body.dataset.state`. */
export type Phase =
  | 'starting'
  | 'consent'
  | 'looking'
  | 'enrolling'
  | 'preview'
  | 'moving'
  | 'matching'
  | 'renewal'
  | 'codes'
  | 'done'
  | 'failed'

/** What came in the way, and whether the sign-in ended with it. */
export interface Failure {
  readonly error: ZAuthError
  readonly over: boolean
}

/** Everything that the window shows, except for the picture. */
export interface View {
  readonly phase: Phase
  readonly advice: SightAdvice | null
  /** Which way to move or to turn, where the advice has one. */
  readonly towards: Direction | null
  /** Whether the images are taken as they are, because what is in the way has not gone for some time. */
  readonly lenient: boolean
  /** How much of the images that are wanted is there, 0 to 1. */
  readonly progress: number
  /** How far the images of an enrolment have come; null while none are taken. */
  readonly series: SeriesProgress | null
  /** The images of an enrolment to be looked at, `112 · 112` pixels of four bytes each. They are wiped when the view changes. */
  readonly pictures: readonly Uint8ClampedArray<ArrayBuffer>[] | null
  /** Recovery codes, to be kept before the window closes. */
  readonly codes: readonly string[] | null
  /** The cameras that there are, and which one plays; empty until one does. */
  readonly cameras: readonly CameraName[]
  readonly camera: CameraName | null
  /** A sentence in the place of the instruction. */
  readonly note: string | null
  readonly failure: Failure | null
  /** What of a sequence of movements is to be shown; null while there is none. */
  readonly guidance: Guidance | null
  /** Which movements the person says that she can make. */
  readonly movementSet: MovementSet
}

/** What the person presses: the button that goes on, the one that takes the images again, or the one that gives more time. */
export type Press = 'go' | 'again' | 'slower'

/** What the steps of a sign-in show to the person, and what she answers. */
export interface Screen {
  readonly view: View
  show(change: Partial<View>): void
  /** A frame was looked at. */
  see(sight: Sight): void
  /** Waits for a button: "I agree", "Try again", "Use these", "Take again". */
  pressed(signal: AbortSignal): Promise<Press>
  press(which?: Press): void
  subscribe(listener: (view: View) => void): () => void
  /** The person wants another camera. */
  chooseCamera(id: string): void
  /** Called with the id of a camera that the person wants. */
  onCamera: (id: string) => void
  /** Called for each frame that was looked at; null when there is nothing to draw. */
  onSight: (sight: Sight | null) => void
}
