import { adviceFor, isFace, mainFaces } from './advice.ts'
import { align } from './align.ts'
import { detectFaces } from './detect.ts'
import type { Image } from './image.ts'
import { findLandmarks } from './landmarks.ts'
import type { Models } from './models.ts'
import type { Perception } from './perception.ts'
import { poseOf } from './pose.ts'
import { qualityOf } from './quality.ts'

/**
 * Looks for the one face that is to be recognised and says what is in the way. Light enough for every frame of a video;
 * the embedding is left to `embed`, for frames whose advice is `ok`.
 *
 * @param options.previous what was perceived in the frame before, to notice movement
 */
export async function perceive(
  models: Models,
  image: Image,
  options: { previous?: Perception | undefined } = {},
): Promise<Perception> {
  const faces = await detectFaces(models, image)
  const nothing = { faces, landmarks: null, pose: null, quality: null, crop: null }
  const [face, ...others] = mainFaces(faces)
  if (!face) return { ...nothing, advice: 'no_face' }
  if (others.length > 0) return { ...nothing, advice: 'several_faces' }
  const { landmarks, presence } = await findLandmarks(models, image, face)
  if (!isFace(presence)) return { ...nothing, advice: 'no_face' }
  const pose = poseOf(landmarks)
  const crop = align(image, landmarks)
  const quality = qualityOf(image, face, crop, landmarks, options.previous?.landmarks ?? null)
  return { advice: adviceFor(face, pose, quality), faces, landmarks, pose, quality, crop }
}
