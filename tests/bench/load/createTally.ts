import { Shed } from './request.ts'

/** What came of many sign-ins. */
export interface Outcomes {
  readonly offered: number
  readonly completed: number
  /** Of those completed, milliseconds from the moment when each was due, camera left out; `null` where none was. */
  readonly p50: number | null
  readonly p99: number | null
  /** Refused with 503, how many of them were told when to come again, and at which step. */
  readonly shed: number
  readonly shedWithRetryAfter: number
  readonly shedAt: Readonly<Record<string, number>>
  /** What those were told, seconds. */
  readonly retryAfter: { readonly least: number; readonly most: number } | null
  /** What else went wrong. */
  readonly failed: number
  readonly errors: Readonly<Record<string, number>>
}

export interface Tally {
  /** Counts one sign-in that was due at a moment of `performance.now()`; whether it was completed. */
  count(due: number, signIn: () => Promise<void>): Promise<boolean>
  /** @param pause milliseconds that each spent before the camera */
  outcomes(pause: number): Outcomes
}

export function createTally(): Tally {
  const times: number[] = []
  const waits: number[] = []
  const [shedAt, errors] = [new Map<string, number>(), new Map<string, number>()]
  let offered = 0

  return {
    async count(due, signIn) {
      offered += 1
      try {
        await signIn()
        times.push(performance.now() - due)
        return true
      } catch (error) {
        if (error instanceof Shed) {
          add(shedAt, error.step)
          if (error.retryAfter !== null && error.retryAfter > 0) waits.push(error.retryAfter)
        } else {
          add(errors, error instanceof Error ? error.message : String(error))
        }
        return false
      }
    },
    outcomes(pause) {
      const sorted = times.map((time) => Math.round(time - pause)).sort((a, b) => a - b)
      const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? null
      return {
        offered,
        completed: times.length,
        p50: at(0.5),
        p99: at(0.99),
        shed: sumOf(shedAt),
        shedWithRetryAfter: waits.length,
        shedAt: Object.fromEntries(shedAt),
        retryAfter: waits.length === 0 ? null : { least: Math.min(...waits), most: Math.max(...waits) },
        failed: sumOf(errors),
        errors: Object.fromEntries(errors),
      }
    },
  }
}

function add(counts: Map<string, number>, what: string): void {
  counts.set(what, (counts.get(what) ?? 0) + 1)
}

function sumOf(counts: ReadonlyMap<string, number>): number {
  return [...counts.values()].reduce((sum, count) => sum + count, 0)
}
