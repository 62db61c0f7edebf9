import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { embeddingLength } from '../shared/match/parameters.ts'
import { loadModels } from '../shared/recognition/models.ts'
import { buildModels } from './build.ts'
import { embedFile } from './embedFile.ts'
import { freezeModels } from './freeze.ts'
import { useWasm } from './wasm.ts'

/**
 * Makes `negatives.bin` from generated faces: embeds each, takes out the direction that they share, and keeps a signed
 * byte of each number. Faces of one generator look alike to the network (the mean of their embeddings has a norm of about
 * 0.57, of photographs 0.10); without the subtraction a classifier learns "generated or not" instead of "this person or not".
 *
 * @param facesDir JPEG files of one face each; taken in the order of their names
 * @returns how many faces were embedded, and the names of files where no face was found
 */
export async function makeNegatives(facesDir: string): Promise<{ faces: number; without: string[] }> {
  const modelsDir = join(import.meta.dirname, '..', 'dist', 'models')
  await buildModels(modelsDir)
  await useWasm()
  const models = await loadModels((file) => readFile(join(modelsDir, file)))
  const names = (await readdir(facesDir)).filter((name) => name.endsWith('.jpg')).sort()
  const embeddings: Float32Array[] = []
  const without: string[] = []
  for (const name of names) {
    const embedding = await embedFile(models, join(facesDir, name))
    if (embedding) embeddings.push(embedding)
    else without.push(name)
  }
  if (embeddings.length < 500) throw new Error(`Unexpected number of faces ${embeddings.length}, expected at least 500`)
  await writeFile(join(import.meta.dirname, 'negatives.bin'), packed(centred(embeddings)))
  await freezeModels()
  return { faces: embeddings.length, without }
}

function centred(embeddings: readonly Float32Array[]): Float32Array[] {
  const mean = new Float64Array(embeddingLength)
  for (const embedding of embeddings)
    embedding.forEach((entry, i) => (mean[i] = (mean[i] ?? 0) + entry / embeddings.length))
  return embeddings.map((embedding) => embedding.map((entry, i) => entry - (mean[i] ?? 0)))
}

/** A signed byte for each number, scaled so that an embedding's largest number becomes ±127. Its length is lost, as it may. */
function packed(vectors: readonly Float32Array[]): Int8Array {
  const bytes = new Int8Array(vectors.length * embeddingLength)
  vectors.forEach((vector, row) => {
    const largest = vector.reduce((best, entry) => Math.max(best, Math.abs(entry)), 0)
    bytes.set(
      vector.map((entry) => Math.round((127 * entry) / largest)),
      row * embeddingLength,
    )
  })
  return bytes
}

if (import.meta.main) {
  const facesDir = process.env['ZAUTH_GENERATED_FACES']
  if (!facesDir)
    throw new Error('Set ZAUTH_GENERATED_FACES to a folder of generated faces: JPEG files of one face each')
  const { faces, without } = await makeNegatives(facesDir)
  process.stdout.write(`negatives.bin: ${faces} faces; no face found in ${without.length} files ${without.join(' ')}\n`)
}
