// NIST SP 800-63B-4 §3.2.3: after five consecutive failures at least 30 seconds each, after fifty no more.
const freeFailures = 5
const firstWait = 30_000
const longestWait = 15 * 60_000

/** Consecutive failures after which a device must be enrolled anew. */
export const disabledAfter = 50

/** Milliseconds until the next try, after so many consecutive failures: none, then 30 seconds, doubling to 15 minutes. */
export function waitAfter(failures: number): number {
  return failures < freeFailures ? 0 : Math.min(firstWait * 2 ** (failures - freeFailures), longestWait)
}
