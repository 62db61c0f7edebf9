import { createHash } from 'node:crypto'
import { appendFile, mkdir, readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import * as v from 'valibot'
import type { Photo } from './identity.ts'

const root = join(import.meta.dirname, '../../..')
const entryForm = v.object({
  key: v.string(),
  advice: v.string(),
  embedding: v.nullable(v.pipe(v.array(v.number()), v.length(64))),
})

/** What earlier runs found in photographs. */
interface Cache {
  find(key: string): Photo | undefined
  keep(key: string, photo: Photo): Promise<Photo>
  /** Throws away what does not hold any more. */
  forget(): Promise<void>
}

/**
 * Opens the cache of a folder of faces for the networks as they are: outside the project, readable by this user alone, as embeddings
 * are biometric data.
 */
export async function openCache(facesDir: string): Promise<Cache> {
  const networks = await readFile(join(root, 'models/models.json'))
  const hash = createHash('sha256').update(resolve(facesDir)).update(networks)
  const folder = join(tmpdir(), 'zauth-bench')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, `${hash.digest('hex').slice(0, 24)}.jsonl`)
  const photos = new Map<string, Photo>()
  const text = await readFile(file, 'utf8').catch(() => '')
  // A run that was ended in the middle of a line leaves one that is none.
  for (const line of text.split('\n').slice(0, -1)) {
    const entry = v.safeParse(v.pipe(v.string(), v.parseJson(), entryForm), line)
    if (!entry.success) continue
    const { key, advice, embedding } = entry.output
    photos.set(key, { advice, embedding: embedding && Float32Array.from(embedding) })
  }
  return {
    find: (key) => photos.get(key),
    keep: async (key, photo) => {
      const entry = { key, advice: photo.advice, embedding: photo.embedding && [...photo.embedding] }
      await appendFile(file, `${JSON.stringify(entry)}\n`, { mode: 0o600 })
      return photo
    },
    forget: async () => {
      photos.clear()
      await writeFile(file, '', { mode: 0o600 })
    },
  }
}
