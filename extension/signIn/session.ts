import type { Offer } from '../../shared/protocol/offer.ts'
import type { Movement } from '../../shared/protocol/movements.ts'
import type { FaceOperations } from '../face/operations.ts'
import type { MatchOperations } from '../match/operations.ts'
import type { Interruption } from '../movements/move.ts'
import type { Consent } from '../storage/accounts/account.ts'
import type { WorkerClient } from '../workers/connectWorker.ts'
import type { Screen } from '../camera/screen.ts'
import type { Images } from './captureImages.ts'
import type { Timings } from './timings.ts'

/** What a sign-in works with, for as long as its window is open. */
export interface Tools {
  readonly offer: Offer
  readonly face: WorkerClient<FaceOperations>
  readonly match: WorkerClient<MatchOperations>
  readonly screen: Screen
  readonly timings: Timings
}

/** The same for one attempt. */
export interface Attempt extends Tools {
  /** Aborted when the person cancels, the camera stops, or the sign-in expires. */
  readonly signal: AbortSignal
}

/** What enrolment and authentication have at hand: an attempt with a camera. */
export interface Session extends Attempt {
  /** Looks through the camera until the face worker has kept this many good images. */
  look(images: Images): Promise<void>
  /** Guides through a sequence of movements; null when it was made, and the face worker has kept what makes the probe. */
  move(movements: readonly Movement[]): Promise<Interruption | null>
}

/** The same for an enrolment. */
export interface EnrolmentSession extends Session {
  /** What the person has just agreed to; null where she did before. */
  readonly consent: Consent | null
  /** Looks through the camera until the face worker has the images of an enrolment. */
  collect(): Promise<void>
}
