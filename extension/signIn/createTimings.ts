import { steps, type Step, type Timings } from './timings.ts'

/** Times with the browser's own marks and measures, so that they show in its performance tools as well. */
export function createTimings(): Timings {
  const spent = new Map<Step, number>()
  let start: number | null = null
  const add = (step: Step, ms: number): void => void spent.set(step, (spent.get(step) ?? 0) + ms)
  return {
    time: async (step, work) => {
      const begun = performance.now()
      const result = await work()
      add(step, performance.measure(`zauth-${step}`, { start: begun }).duration)
      return result
    },
    add,
    restart: () => {
      spent.clear()
      start = null
    },
    held: () => {
      start ??= performance.mark('zauth-held').startTime
    },
    summary: () => {
      const total = start === null ? 0 : performance.measure('zauth-total', { start }).duration
      const rounded = (ms: number): number => Math.round(10 * ms) / 10
      const each = steps.map((step) => [step, rounded(spent.get(step) ?? 0)] as const)
      return Object.fromEntries([...each, ['total', rounded(total)]]) as Record<Step | 'total', number>
    },
  }
}
