import { stat } from 'node:fs/promises'
import { relative } from 'node:path'
import { readJpeg } from '../../../models/readJpeg.ts'
import { detectFaces } from '../../../shared/recognition/detect.ts'
import { embedCrop } from '../../../shared/recognition/embed.ts'
import { examine } from '../../../shared/recognition/examine.ts'
import type { Image } from '../../../shared/recognition/image.ts'
import type { Models } from '../../../shared/recognition/models.ts'
import type { Face as Found } from '../../../shared/recognition/perception.ts'
import { dot } from '../../../shared/recognition/vector.ts'
import { openCache } from './cache.ts'
import type { Identity, Photo } from './identity.ts'
import { listPhotos } from './listPhotos.ts'

/**
 * Runs the product's pipeline over a folder of photographs, or takes what an earlier run of the same pipeline kept in this
 * computer's folder for temporary files.
 *
 * @param load the networks; asked for only when a photograph is new
 * @param progress told how many photographs of how many are done
 */
export async function acquire(
  load: () => Promise<Models>,
  facesDir: string,
  progress: (done: number, all: number) => void,
): Promise<Identity<Photo>[]> {
  const cache = await openCache(facesDir)
  const listed = await listPhotos(facesDir)
  const files = listed.flatMap((person) => person.files)
  let models: Models | undefined
  const look = async (file: string): Promise<Photo> => await photoOf((models ??= await load()), await readJpeg(file))

  // The cache knows the networks, but not the code around them: a few photographs tell whether it changed.
  for (const file of [files[0], files[files.length >> 1], files.at(-1)]) {
    const known = file && cache.find(await keyOf(facesDir, file))
    if (file && known && !isSame(known, await look(file))) await cache.forget()
  }

  let done = 0
  const identities: Identity<Photo>[] = []
  for (const { name, group, files: hers } of listed) {
    const photos: Photo[] = []
    for (const file of hers) {
      const key = await keyOf(facesDir, file)
      photos.push(cache.find(key) ?? (await cache.keep(key, await look(file))))
      progress(++done, files.length)
    }
    identities.push({ name, group, photos })
  }
  return identities
}

async function keyOf(facesDir: string, file: string): Promise<string> {
  const { size, mtimeMs } = await stat(file)
  return `${relative(facesDir, file)} ${size} ${mtimeMs}`
}

function isSame(one: Photo, other: Photo): boolean {
  if (one.advice !== other.advice) return false
  if (one.embedding === null || other.embedding === null) return one.embedding === other.embedding
  return dot(one.embedding, other.embedding) > 0.9999
}

/**
 * Perceives and embeds the face nearest the middle of a photograph. The camera window would refuse a photograph with a second
 * face of the same size; here it stands for its subject, who would sit alone before a camera.
 */
export async function photoOf(models: Models, image: Image): Promise<Photo> {
  const [face] = (await detectFaces(models, image)).sort((a, b) => offCentre(image, a) - offCentre(image, b))
  const examined = face ? await examine(models, image, face, null) : null
  if (!examined?.crop) return { advice: 'no_face', embedding: null }
  return { advice: examined.advice, embedding: await embedCrop(models, examined.crop) }
}

function offCentre(image: Image, { box }: Found): number {
  return Math.hypot(box.x + (box.width - image.width) / 2, box.y + (box.height - image.height) / 2)
}
