import { ZAuthError } from '../../shared/protocol/errors.ts'
import { knownAnswerOf } from '../../shared/recognition/knownAnswer.ts'
import type { Models } from '../../shared/recognition/models.ts'
import { backends, type Backend } from './backend.ts'

/** What is there to choose from. */
export interface Machine {
  /** Makes TensorFlow.js compute on a backend; false when it is not there, or not worth a try. */
  start(backend: Backend): Promise<boolean>
  /** Loads the networks on the backend that was started last. */
  load(): Promise<Models>
}

/** A backend that computes rightly, with the networks loaded on it. */
export interface Chosen {
  readonly backend: Backend
  readonly models: Models
}

interface Candidate extends Chosen {
  /** Milliseconds for one embedding. */
  readonly ms: number
}

/**
 * Finds the backend that embeds a face fastest, among those that give the known answer, and leaves TensorFlow.js on it.
 *
 * @param remembered what an earlier choice found; it is only checked, and the others are not tried unless it fails
 * @throws ZAuthError `model_damaged`, or `no_backend` when none computes rightly
 */
export async function chooseBackend(remembered: Backend | null, machine: Machine): Promise<Chosen> {
  if (remembered) {
    const again = await tryBackend(remembered, machine)
    if (again) return again
  }
  let best: Candidate | null = null
  for (const backend of backends) {
    if (backend === remembered) continue
    const tried = await tryBackend(backend, machine)
    if (tried && (!best || tried.ms < best.ms)) {
      if (best) dispose(best.models)
      best = tried
    } else if (tried) dispose(tried.models)
  }
  if (!best || !(await machine.start(best.backend))) throw new ZAuthError('no_backend')
  return best
}

async function tryBackend(backend: Backend, machine: Machine): Promise<Candidate | null> {
  if (!(await machine.start(backend))) return null
  const models = await machine.load()
  try {
    const { ok, ms } = await knownAnswerOf(models)
    if (ok) return { backend, models, ms }
  } catch {
    // What cannot run the network at all does not give the known answer either.
  }
  dispose(models)
  return null
}

function dispose(models: Models): void {
  for (const model of [models.blazeface, models.facemesh, models.mobilefacenet]) model.dispose()
}
