import { ZAuthError } from '../../shared/protocol/errors.ts'
import { connectWorker, type WorkerClient } from '../workers/connectWorker.ts'
import type { Backend } from './backend.ts'
import type { FaceOperations } from './operations.ts'
import { prepareFace } from './prepareFace.ts'

/** Milliseconds after which a worker that does not answer is given up. Backends may be tried one after the other. */
const patience = { prepare: 90_000, other: 8_000, afterSleep: 2_000 } as const
/** A backend that broke down so often is avoided as long as the window is open: one reset can happen to any. */
const greatestLosses = 2

/** The face worker, started anew when it or its backend breaks down. */
export interface FaceClient extends WorkerClient<FaceOperations> {
  /** Resolves when the networks are loaded, in the worker that there is now. */
  prepared(): Promise<void>
}

/**
 * Starts the face worker. A call that its breakdown cuts off fails with `backend_lost`; what was kept in the worker is gone with it,
 * so that whoever called begins anew, with the worker that has been started in its place.
 *
 * @param onBackend called with the backend that was chosen, each time
 */
export function connectFace(onBackend: (backend: Backend) => void): FaceClient {
  const losses = new Map<Backend, number>()
  let used: Backend | null = null
  const avoided = (): Backend[] =>
    [...losses].filter(([, count]) => count >= greatestLosses).map(([backend]) => backend)

  const start = (): { worker: WorkerClient<FaceOperations>; prepared: Promise<void> } => {
    const worker = connectWorker<FaceOperations>('face.worker.js')
    const prepared = answered(prepareFace(worker, avoided()), patience.prepare).then((backend) => {
      used = backend
      onBackend(backend)
    })
    // Awaited with the camera; until then a failure is nobody's to handle.
    prepared.catch(() => undefined)
    return { worker, prepared }
  }
  let now = start()

  return {
    call: (operation, ...input) => {
      const asked = now
      return answered(asked.worker.call(operation, ...input), patience.other).catch((error: unknown) => {
        if (asked === now && !isLoss(error)) throw error
        if (asked === now) {
          if (used) losses.set(used, (losses.get(used) ?? 0) + 1)
          now = start()
          asked.worker[Symbol.dispose]()
        }
        throw new ZAuthError('backend_lost', undefined, { cause: error })
      })
    },
    prepared: () => now.prepared,
    [Symbol.dispose]: () => now.worker[Symbol.dispose](),
  }
}

function isLoss(error: unknown): boolean {
  return error instanceof ZAuthError && error.code === 'backend_lost'
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
