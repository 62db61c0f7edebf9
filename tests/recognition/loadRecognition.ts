import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buildModels } from '../../models/build.ts'
import { useWasm } from '../../models/wasm.ts'
import { loadModels, type Models } from '../../shared/recognition/models.ts'
import { readNegatives } from '../../shared/recognition/negatives.ts'

/** What recognition runs on, built when it is not yet there, on TensorFlow.js's WebAssembly backend. */
export async function loadRecognition(): Promise<{ models: Models; negatives: Float32Array[] }> {
  const folder = join(import.meta.dirname, '../../dist/models')
  await buildModels(folder)
  await useWasm()
  const models = await loadModels((file) => readFile(join(folder, file)))
  return { models, negatives: readNegatives(await readFile(join(folder, 'negatives.bin'))) }
}
