import type { Advice } from '../../shared/recognition/perception.ts'

/** Milliseconds for which something must be so before the person is told; shorter, and the words flicker. */
const patience = 300

/** Holds advice back until it has lasted. The first is given at once. */
export function steadyAdvice(): (advice: Advice, now: number) => Advice {
  let shown: Advice | null = null
  let candidate: Advice | null = null
  let since = 0
  return (advice, now) => {
    if (advice !== candidate) {
      candidate = advice
      since = now
    }
    if (shown === null || now - since >= patience) shown = advice
    return shown
  }
}
