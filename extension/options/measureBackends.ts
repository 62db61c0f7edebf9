import { rememberBackend } from '../face/rememberBackend.ts'
import type { FaceOperations } from '../face/operations.ts'
import { connectWorker } from '../workers/connectWorker.ts'

/**
 * Tries every backend in a face worker of its own, and remembers the fastest that is right.
 *
 * @throws ZAuthError `no_backend` when none is, `model_damaged`
 */
export async function measureBackends(): Promise<void> {
  using worker = connectWorker<FaceOperations>('face.worker.js')
  await rememberBackend(await worker.call('prepare', { remembered: null, wanted: null, avoided: [] }))
}
