import { ZAuthError } from '../../shared/protocol/errors.ts'
import { knownAnswerOf } from '../../shared/recognition/knownAnswer.ts'
import { loadModels, type Models } from '../../shared/recognition/models.ts'
import { backends, startBackend, type Backend } from './startBackend.ts'

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
 * Finds the backend that embeds a face fastest, among those that give the known answer.
 *
 * @param remembered what an earlier choice found; it is only checked, unless it fails
 * @param assets addresses of the folders `models` and `tfjs`, ending in a slash
 * @throws ZAuthError `model_damaged`, or `no_backend` when none computes rightly
 */
export async function chooseBackend(
  remembered: Backend | null,
  assets: { models: string; tfjs: string },
): Promise<Chosen> {
  if (remembered) {
    const again = await tryBackend(remembered, assets)
    if (again) return again
  }
  let best: Candidate | null = null
  for (const backend of backends) {
    const tried = await tryBackend(backend, assets)
    if (tried && (!best || tried.ms < best.ms)) {
      if (best) dispose(best.models)
      best = tried
    } else if (tried) dispose(tried.models)
  }
  if (!best || !(await startBackend(best.backend, assets.tfjs))) throw new ZAuthError('no_backend')
  return best
}

async function tryBackend(backend: Backend, assets: { models: string; tfjs: string }): Promise<Candidate | null> {
  if (!(await startBackend(backend, assets.tfjs))) return null
  const models = await loadModels(async (file) => {
    const response = await fetch(assets.models + file)
    return new Uint8Array(await response.arrayBuffer())
  })
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
