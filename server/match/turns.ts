/** Turns at the threads: one for each at a time, first come, first served, whoever has a person waiting before all others. */
export interface Turns {
  /**
   * Waits for a thread to be free, and works.
   *
   * @param urgent whether a person waits
   * @param signal gives the place in the queue up; no effect on work that has begun
   * @throws the signal's reason; what `work` throws
   */
  take<T>(urgent: boolean, signal: AbortSignal, work: () => Promise<T>): Promise<T>
  /** How many work and wait now. */
  now(): { readonly working: number; readonly urgent: number; readonly patient: number }
}

export function createTurns(threads: number): Turns {
  const urgently = new Set<() => void>()
  const patiently = new Set<() => void>()
  let free = threads

  function callNext(): void {
    const [begin] = urgently.size > 0 ? urgently : patiently
    if (free > 0) begin?.()
  }

  return {
    async take(urgent, signal, work) {
      const queue = urgent ? urgently : patiently
      await new Promise<void>((resolve, reject) => {
        const leave = (): void => {
          queue.delete(begin)
          signal.removeEventListener('abort', giveUp)
        }
        const begin = (): void => {
          leave()
          free -= 1
          resolve()
        }
        const giveUp = (): void => {
          leave()
          reject(signal.reason as Error)
        }
        signal.throwIfAborted()
        queue.add(begin)
        signal.addEventListener('abort', giveUp)
        callNext()
      })
      try {
        return await work()
      } finally {
        free += 1
        callNext()
      }
    },
    now: () => ({ working: threads - free, urgent: urgently.size, patient: patiently.size }),
  }
}
