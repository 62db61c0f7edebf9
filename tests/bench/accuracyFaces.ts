import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { embedFile } from '../../models/embedFile.ts'
import type { Models } from '../../shared/recognition/models.ts'

/** The embeddings of one person's photographs, in the order of their names. */
export type Identity = readonly Float32Array[]

/**
 * Embeds a folder of photographs, one folder for each identity.
 *
 * @returns the identities that have a face, and how many photographs no face was found in
 */
export async function embedFaces(
  models: Models,
  facesDir: string,
): Promise<{ identities: Identity[]; missed: number }> {
  const folders = (await readdir(facesDir, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const identities: Identity[] = []
  let missed = 0
  for (const folder of folders.map((entry) => join(facesDir, entry.name)).sort()) {
    const photos = (await readdir(folder)).filter((name) => /\.jpe?g$/i.test(name)).sort()
    const embeddings: Float32Array[] = []
    for (const photo of photos) {
      const embedding = await embedFile(models, join(folder, photo))
      if (embedding) embeddings.push(embedding)
      else missed++
    }
    if (embeddings.length > 0) identities.push(embeddings)
  }
  return { identities, missed }
}
