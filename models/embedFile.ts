import { detectFaces } from '../shared/recognition/detect.ts'
import { embed } from '../shared/recognition/embed.ts'
import { findLandmarks } from '../shared/recognition/landmarks.ts'
import type { Models } from '../shared/recognition/models.ts'
import { readJpeg } from './readJpeg.ts'

/**
 * Embeds the largest face of a JPEG file, by the steps that the camera's images take, but without judging it.
 *
 * @returns 64 numbers of unit norm, or null when no face was found
 */
export async function embedFile(models: Models, path: string): Promise<Float32Array | null> {
  const image = await readJpeg(path)
  const [face] = await detectFaces(models, image)
  if (!face) return null
  const { landmarks } = await findLandmarks(models, image, face)
  return await embed(models, image, landmarks)
}
