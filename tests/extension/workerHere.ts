import type { FaceOperations } from '../../extension/face/operations.ts'
import type { MatchOperations } from '../../extension/match/operations.ts'
import type { WorkerClient } from '../../extension/workers/connectWorker.ts'

/** A worker of the extension whose operations run here, at once. */
export function workerHere<O extends FaceOperations | MatchOperations>(
  operations: Partial<Record<keyof O, unknown>>,
): WorkerClient<O> {
  const call = async (operation: keyof O, input?: unknown): Promise<unknown> => {
    const run = operations[operation] as (input: unknown) => unknown
    return await run(input)
  }
  return { call: call as WorkerClient<O>['call'], [Symbol.dispose]: () => undefined }
}
