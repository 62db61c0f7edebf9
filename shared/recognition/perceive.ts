import { mainFaces } from './advice.ts'
import { detectFaces } from './detect.ts'
import { examine } from './examine.ts'
import type { Image } from './image.ts'
import type { Models } from './models.ts'
import type { Perception } from './perception.ts'

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
  const examined = await examine(models, image, face, options.previous?.landmarks ?? null)
  return examined ? { ...examined, faces } : { ...nothing, advice: 'no_face' }
}
