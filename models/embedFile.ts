import { detectFaces } from '../shared/recognition/detect.ts'
import { embed } from '../shared/recognition/embed.ts'
import { findLandmarks } from '../shared/recognition/landmarks.ts'
import type { Image } from '../shared/recognition/image.ts'
import type { Models } from '../shared/recognition/models.ts'
import type { Face } from '../shared/recognition/perception.ts'
import { readJpeg } from './readJpeg.ts'

/**
 * Embeds the face nearest the middle of a JPEG file, by the steps that the camera's images take, but without judging it:
 * in photographs somebody in the background may be larger than whom they are of.
 *
 * @returns 64 numbers of unit norm, or null when no face was found
 */
export async function embedFile(models: Models, path: string): Promise<Float32Array | null> {
  const image = await readJpeg(path)
  const [face] = (await detectFaces(models, image)).sort((a, b) => offCentre(image, a) - offCentre(image, b))
  if (!face) return null
  const { landmarks } = await findLandmarks(models, image, face)
  return await embed(models, image, landmarks)
}

function offCentre(image: Image, { box }: Face): number {
  return Math.hypot(box.x + (box.width - image.width) / 2, box.y + (box.height - image.height) / 2)
}
