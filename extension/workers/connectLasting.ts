import { ZAuthError } from '../../shared/protocol/errors.ts'
import { connectWorker, type WorkerClient } from './connectWorker.ts'
import type { Operations } from './serveOperations.ts'

/** Milliseconds after which a worker that does not answer is given up; the first while it is being prepared, and backends may be tried. */
const patience = { prepare: 90_000, other: 8_000, afterSleep: 2_000 } as const

/** A worker that is started anew when it breaks down. */
export interface LastingClient<O extends Operations> extends WorkerClient<O> {
  /** Resolves when the worker that there is now is prepared. Where that has failed, another is started. */
  prepared(): Promise<void>
}

interface Started<O extends Operations> {
  readonly worker: WorkerClient<O>
  readonly prepared: Promise<void>
  state: 'starting' | 'prepared' | 'failed'
}

/**
 * Starts a worker. A call that its breakdown cuts off fails with `backend_lost`; what was kept in the worker is gone with it, so that
 * whoever called begins anew, with the worker that has been started in its place. Another is started, too, after an error that nobody
 * expected: it may be the worker's.
 *
 * @param prepare what each worker is asked first
 * @param onLoss called when one has broken down
 */
export function connectLasting<O extends Operations>(
  file: string,
  prepare: (worker: WorkerClient<O>) => Promise<void>,
  onLoss: () => void = () => undefined,
): LastingClient<O> {
  const start = (): Started<O> => {
    const worker = connectWorker<O>(file)
    const started: Started<O> = {
      worker,
      prepared: answered(prepare(worker), patience.prepare).catch((error: unknown) => {
        throw now === started ? error : lost(error)
      }),
      state: 'starting',
    }
    // Awaited with the camera; until then a failure is nobody's to handle.
    started.prepared.then(
      () => (started.state = 'prepared'),
      () => (started.state = 'failed'),
    )
    return started
  }
  const restart = (): void => {
    const { worker } = now
    now = start()
    worker[Symbol.dispose]()
  }
  let now = start()

  return {
    call: (operation, ...input) => {
      const asked = now
      const limit = asked.state === 'starting' ? patience.prepare : patience.other
      return answered(asked.worker.call(operation, ...input), limit).catch((error: unknown) => {
        if (asked !== now) throw lost(error)
        const code = error instanceof ZAuthError ? error.code : null
        if (code === 'backend_lost') onLoss()
        if (code === 'backend_lost' || code === 'internal_error') restart()
        throw error
      })
    },
    prepared: () => {
      if (now.state === 'failed') restart()
      return now.prepared
    },
    [Symbol.dispose]: () => now.worker[Symbol.dispose](),
  }
}

function lost(cause: unknown): ZAuthError {
  return new ZAuthError('backend_lost', undefined, { cause })
}

/** @throws ZAuthError `backend_lost` when there is no answer in time */
function answered<T>(answer: Promise<T>, limit: number): Promise<T> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => reject(new ZAuthError('backend_lost', 'the worker fell silent'))
    // When a computer wakes up, clocks run ahead of workers: it gets a moment to answer before it is given up.
    let timer = setTimeout(() => (timer = setTimeout(giveUp, patience.afterSleep)), limit)
    answer.then(resolve, reject).finally(() => clearTimeout(timer))
  })
}
