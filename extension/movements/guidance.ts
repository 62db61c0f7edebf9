import type { MovementProgress } from '../face/createMovementWatch.ts'

/** What the window shows of a sequence of movements. */
export interface Guidance extends Pick<MovementProgress, 'state' | 'step' | 'wanted' | 'completion'> {
  /** Movements of the whole sequence. */
  readonly count: number
}
