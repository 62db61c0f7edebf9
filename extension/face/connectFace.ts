import { connectLasting, type LastingClient } from '../workers/connectLasting.ts'
import type { Backend } from './backend.ts'
import type { FaceOperations } from './operations.ts'
import { prepareFace } from './prepareFace.ts'

/** A backend that broke down so often is avoided as long as the window is open: one reset can happen to any. */
const greatestLosses = 2

/**
 * Starts the face worker, and another when it or its backend breaks down.
 *
 * @param onBackend called with the backend that was chosen, each time
 */
export function connectFace(onBackend: (backend: Backend) => void): LastingClient<FaceOperations> {
  const losses = new Map<Backend, number>()
  let used: Backend | null = null
  return connectLasting<FaceOperations>(
    'face.worker.js',
    async (worker) => {
      const avoided = [...losses].filter(([, count]) => count >= greatestLosses).map(([backend]) => backend)
      used = await prepareFace(worker, avoided)
      onBackend(used)
    },
    () => {
      if (used) losses.set(used, (losses.get(used) ?? 0) + 1)
    },
  )
}
