import { ZAuthError } from '../../shared/protocol/errors.ts'
import { knownAnswerOf } from '../../shared/recognition/knownAnswer.ts'
import type { Models } from '../../shared/recognition/models.ts'
import { backends, type Backend, type Trial } from './backend.ts'

/** What is there to choose from. */
export interface Machine {
  /**
   * Makes TensorFlow.js compute on a backend; false when it is not there.
   *
   * @param imitated whether one that the machine only imitates in software will do
   */
  start(backend: Backend, imitated: boolean): Promise<boolean>
  /** Loads the networks on the backend that was started last. */
  load(): Promise<Models>
}

/** What is known before the choice. */
export interface Wishes {
  /** What an earlier choice found; it is only checked, and the others are not tried unless it fails. */
  readonly remembered: Backend | null
  /** What the person chose on the options page; like `remembered`, and it may be slow. */
  readonly wanted: Backend | null
  /** What broke down a moment ago; tried only when nothing else works. */
  readonly avoided: readonly Backend[]
}

/** A backend that computes rightly, with the networks loaded on it, and how each one stood that was tried. */
export interface Chosen {
  readonly backend: Backend
  readonly models: Models
  readonly trials: readonly Trial[]
}

/**
 * Finds the backend that computes the networks fastest, among those that give the known answer, and leaves TensorFlow.js on it.
 *
 * @throws ZAuthError `model_damaged`, or `no_backend` when none computes rightly
 */
export async function chooseBackend({ remembered, wanted, avoided }: Wishes, machine: Machine): Promise<Chosen> {
  const trials: Trial[] = []
  const tryOne = async (backend: Backend): Promise<Models | null> => {
    const { models, ...trial } = await tryBackend(backend, backend === wanted, machine)
    trials.push(trial)
    return models
  }
  const preferred = wanted ?? remembered
  if (preferred && !avoided.includes(preferred)) {
    const models = await tryOne(preferred)
    if (models) return { backend: preferred, models, trials }
  }
  for (const isAvoided of [false, true]) {
    let best: { trial: Trial; models: Models } | null = null
    for (const backend of backends) {
      if (avoided.includes(backend) !== isAvoided || trials.some((trial) => trial.backend === backend)) continue
      const models = await tryOne(backend)
      const trial = trials.at(-1)
      if (!models || !trial) continue
      if (best && (trial.ms ?? 0) >= (best.trial.ms ?? 0)) dispose(models)
      else {
        if (best) dispose(best.models)
        best = { trial, models }
      }
    }
    if (best && (await machine.start(best.trial.backend, true)))
      return { backend: best.trial.backend, models: best.models, trials }
  }
  throw new ZAuthError('no_backend', trials.map(({ backend, outcome }) => `${backend} ${outcome}`).join(', '))
}

async function tryBackend(
  backend: Backend,
  imitated: boolean,
  machine: Machine,
): Promise<Trial & { readonly models: Models | null }> {
  const nothing = { backend, models: null, ms: null }
  if (!(await machine.start(backend, imitated))) return { ...nothing, outcome: 'absent' }
  const models = await machine.load()
  try {
    const { ok, ms } = await knownAnswerOf(models)
    if (ok) return { backend, models, ms, outcome: 'right' }
    dispose(models)
    return { ...nothing, outcome: 'wrong' }
  } catch {
    // What cannot run the networks at all does not give the known answer either.
    dispose(models)
    return { ...nothing, outcome: 'failed' }
  }
}

function dispose(models: Models): void {
  for (const model of [models.blazeface, models.facemesh, models.mobilefacenet]) model.dispose()
}
