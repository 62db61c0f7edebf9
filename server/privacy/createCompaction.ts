import type { Logger } from 'pino'
import type { Store } from '../store/store.ts'

/** Sees to it that what was removed from the store is soon gone from its files. */
export interface Compaction {
  /** Something was removed that should not lie about: within a minute. */
  soon(): void
  /** Something has ended by itself: within an hour. */
  later(): void
  /** Does what is due, at once. */
  close(): Promise<void>
}

const minute = 60_000

/** At most once a minute, as all of a file is written anew: for the first time at once. */
export function createCompaction(store: Pick<Store, 'compact'>, log: Pick<Logger, 'error'>): Compaction {
  let last = -Infinity
  let dueAt = Infinity
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> = Promise.resolve()

  async function run(): Promise<void> {
    timer = null
    dueAt = Infinity
    last = performance.now()
    try {
      await store.compact()
    } catch (err) {
      log.error({ err }, 'what was removed is still in the files')
    }
  }
  function by(deadline: number): void {
    if (deadline >= dueAt) return
    dueAt = deadline
    if (timer !== null) clearTimeout(timer)
    timer = setTimeout(
      () => {
        running = running.then(run)
      },
      Math.max(0, deadline - performance.now()),
    )
    timer.unref()
  }
  return {
    soon: () => {
      by(Math.max(performance.now(), last + minute))
    },
    later: () => {
      by(performance.now() + 60 * minute)
    },
    async close() {
      if (timer !== null) {
        clearTimeout(timer)
        running = running.then(run)
      }
      await running
    },
  }
}
