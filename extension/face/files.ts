import { loadModels } from '../../shared/recognition/models.ts'
import { readNegatives } from '../../shared/recognition/negatives.ts'
import { readChecked } from '../../shared/recognition/readChecked.ts'
import type { Machine } from './chooseBackend.ts'
import { startBackend } from './startBackend.ts'

const assets = {
  models: new URL('models/', self.location.href).href,
  tfjs: new URL('tfjs/', self.location.href).href,
}

/** This machine, with the files that the extension ships beside the worker. */
export const machine: Machine = {
  start: (backend, imitated) => startBackend(backend, assets.tfjs, imitated),
  load: () => loadModels(fileOf),
}

/**
 * The packaged negatives.
 *
 * @throws ZAuthError `model_damaged`
 */
export async function loadNegatives(): Promise<Float32Array[]> {
  return readNegatives(await readChecked('negatives.bin', fileOf))
}

async function fileOf(name: string): Promise<Uint8Array> {
  const response = await fetch(assets.models + name)
  return new Uint8Array(await response.arrayBuffer())
}
