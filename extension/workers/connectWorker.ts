import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { Call, Operations, Reply } from './serveOperations.ts'

type Input<F extends Operations[string]> = F extends () => unknown
  ? []
  : [input: Parameters<F>[0], transfer?: Transferable[]]

/** A worker as the page that started it sees it. */
export interface WorkerClient<O extends Operations> extends Disposable {
  /**
   * Runs one operation in the worker.
   *
   * @param transfer what of the input is given away instead of copied
   * @throws ZAuthError with the code that the worker threw, or `internal_error`; `backend_lost` when the worker itself broke down
   */
  call<K extends keyof O & string>(operation: K, ...input: Input<O[K]>): Promise<Awaited<ReturnType<O[K]>>>
}

interface Waiting {
  resolve: (value: unknown) => void
  reject: (reason: Error) => void
}

/** Starts a module worker that calls `serveOperations`. Disposing ends it, and with it whatever it remembered. */
export function connectWorker<O extends Operations>(file: string): WorkerClient<O> {
  const worker = new Worker(file, { type: 'module' })
  const waiting = new Map<number, Waiting>()
  let lastId = 0

  const failAll = (error: ZAuthError): void => {
    for (const { reject } of waiting.values()) reject(error)
    waiting.clear()
  }
  worker.addEventListener('message', ({ data }: MessageEvent<Reply>) => {
    const caller = waiting.get(data.id)
    waiting.delete(data.id)
    if (data.ok) caller?.resolve(data.value)
    else caller?.reject(new ZAuthError(data.code, data.detail))
  })
  worker.addEventListener('error', ({ message }) => failAll(new ZAuthError('backend_lost', `${file}: ${message}`)))

  return {
    call: <K extends keyof O & string>(operation: K, ...[input, transfer = []]: Input<O[K]>) => {
      const id = ++lastId
      const value = new Promise<unknown>((resolve, reject) => {
        waiting.set(id, { resolve, reject })
        worker.postMessage({ id, operation, input } satisfies Call, transfer)
      })
      return value as Promise<Awaited<ReturnType<O[K]>>>
    },
    [Symbol.dispose]: () => {
      worker.terminate()
      failAll(new ZAuthError('cancelled'))
    },
  }
}
