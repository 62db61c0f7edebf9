import { createHook } from 'node:async_hooks'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Worker } from 'node:worker_threads'

/** The threads that this process starts, as Node announces them, and the tasks that a pool hands them. */
export interface Threads extends Disposable {
  readonly started: readonly Worker[]
  /** Ends the newest thread, from outside, when the pool begins its task number `count` from now on. */
  killAtTask(count: number): void
}

export function watchThreads(): Threads {
  const started: Worker[] = []
  const note = (message: unknown): void => {
    started.push((message as { worker: Worker }).worker)
  }
  let left = 0
  const hook = createHook({
    init(_id, type) {
      if (type !== 'Piscina.Task' || left === 0) return
      left -= 1
      if (left === 0) setImmediate(() => void started.at(-1)?.terminate())
    },
  })
  subscribe('worker_threads', note)
  hook.enable()
  return {
    started,
    killAtTask: (count) => {
      left = count
    },
    [Symbol.dispose]: () => {
      hook.disable()
      unsubscribe('worker_threads', note)
    },
  }
}
