import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { knownAnswerOf } from '../shared/recognition/knownAnswer.ts'
import { loadModels } from '../shared/recognition/models.ts'
import { useWasm } from './wasm.ts'

/**
 * Runs the networks in a folder on a fixed input, with TensorFlow.js's WebAssembly backend.
 *
 * @throws Error when the embedding is not the known one
 */
export async function checkKnownAnswer(folder: string): Promise<void> {
  await useWasm()
  const models = await loadModels((file) => readFile(join(folder, file)))
  const { ok, answer } = await knownAnswerOf(models)
  for (const model of [models.blazeface, models.facemesh, models.mobilefacenet]) model.dispose()
  if (!ok) throw new Error(`Unexpected embedding of the known input: ${answer.embedding.join(' ')}`)
}
