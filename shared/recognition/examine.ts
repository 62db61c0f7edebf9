import { adviceFor, isFace } from './advice.ts'
import { align } from './align.ts'
import type { Image } from './image.ts'
import { findLandmarks } from './landmarks.ts'
import type { Models } from './models.ts'
import type { Face, Perception } from './perception.ts'
import { poseOf } from './pose.ts'
import { qualityOf } from './quality.ts'

/**
 * Looks closely at one face of an image.
 *
 * @param previous landmarks of the image before, to notice movement; or null
 * @returns null when there is no face after all
 */
export async function examine(
  models: Models,
  image: Image,
  face: Face,
  previous: Float32Array | null,
): Promise<Omit<Perception, 'faces'> | null> {
  const { landmarks, presence } = await findLandmarks(models, image, face)
  if (!isFace(presence)) return null
  const pose = poseOf(landmarks)
  const crop = align(image, landmarks)
  const quality = qualityOf(image, face, crop, landmarks, previous)
  return { advice: adviceFor(face, pose, quality), landmarks, pose, quality, crop }
}
