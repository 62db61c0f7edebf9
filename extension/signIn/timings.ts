/** The steps of a sign-in that are timed. */
export const steps = ['perceive', 'embed', 'encrypt', 'answer', 'open', 'token'] as const
export type Step = (typeof steps)[number]

/** How long the steps of the last try took. */
export interface Timings {
  /** Runs a step; what it took is added to what the step took before. */
  time<T>(step: Step, work: () => Promise<T>): Promise<T>
  /** Adds what a step took elsewhere, in milliseconds. */
  add(step: Step, ms: number): void
  /** A new try begins. */
  restart(): void
  /** The person holds her face still: from now on she waits. */
  held(): void
  /** Milliseconds of each step, and in `total` of all that the person waited. */
  summary(): Record<Step | 'total', number>
}
