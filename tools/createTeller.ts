import type { CameraOutcome, Timings } from './cameraWindow.ts'
import { countBytes, type Bytes } from './countBytes.ts'
import type { RunningVerifier } from './startVerifier.ts'

/** What happened in a step of a story. */
export interface Step {
  readonly what: string
  readonly milliseconds: number
  /** Between extension and verifier, when anything crossed. */
  readonly bytes?: Bytes
  /** Of the sign-in that the step ended with. */
  readonly timings?: Timings
}

/** Runs a step of a story, and tells what happened in it. */
export type Teller = (what: string, action: () => Promise<CameraOutcome | undefined>) => Promise<void>

/** A teller of what goes on with a verifier. */
export function createTeller(verifier: RunningVerifier, tell: (step: Step) => void): Teller {
  const countedBytes = countBytes(verifier)
  return async (what, action) => {
    const began = performance.now()
    const outcome = await action()
    const milliseconds = performance.now() - began
    const bytes = countedBytes()
    tell({
      what,
      milliseconds,
      ...(bytes.sent > 0 ? { bytes } : {}),
      ...(outcome?.state === 'done' ? { timings: outcome.timings } : {}),
    })
  }
}
