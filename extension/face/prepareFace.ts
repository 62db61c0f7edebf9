import { readSettings } from '../storage/settings/readSettings.ts'
import type { WorkerClient } from '../workers/connectWorker.ts'
import type { Backend } from './backend.ts'
import type { FaceOperations } from './operations.ts'
import { rememberBackend } from './rememberBackend.ts'
import { rememberedBackend } from './rememberedBackend.ts'

/**
 * Has a face worker choose its backend and load the networks, and notes the choice.
 *
 * @param avoided what broke down a moment ago; with it, nothing is noted
 * @throws ZAuthError `model_damaged`, or `no_backend` when none computes rightly
 */
export async function prepareFace(
  worker: WorkerClient<FaceOperations>,
  avoided: readonly Backend[] = [],
): Promise<Backend> {
  const [remembered, { backend: wanted }] = await Promise.all([rememberedBackend(), readSettings()])
  const choice = await worker.call('prepare', { remembered: remembered?.backend ?? null, wanted, avoided })
  if (avoided.length === 0) await rememberBackend(choice)
  return choice.backend
}
