import { align, alignedSize } from './align.ts'
import type { Image } from './image.ts'
import type { Models } from './models.ts'
import { runNetwork } from './runNetwork.ts'
import { meanDirection, normalised } from './vector.ts'

/**
 * What distinguishes a face from others: repaired MobileFaceNet (Chen et al. 2018), projected to 64 numbers.
 *
 * @param landmarks 468 of x, y and depth, as `perceive` gives them
 * @returns 64 numbers of unit norm; the dot product of two is near 1 for one person and near 0 for two
 */
export async function embed(models: Models, image: Image, landmarks: Float32Array): Promise<Float32Array> {
  return await embedCrop(models, align(image, landmarks))
}

/**
 * The embedding of a face that is aligned already: the mean of what the network makes of it and of its mirror image. Of
 * the photographs that the face alone gets rejected wrongly, one in seven is accepted so.
 *
 * @param crop `112 · 112 · 3` values from 0 to 255, as `align` gives them
 */
export async function embedCrop(models: Models, crop: Float32Array): Promise<Float32Array> {
  const [values = new Float32Array()] = await runNetwork(models, 'mobilefacenet', withMirrorImage(crop))
  const length = values.length / 2
  return meanDirection([normalised(values.slice(0, length)), normalised(values.slice(length))])
}

/** The crop and, after it, the crop mirrored. */
function withMirrorImage(crop: Float32Array): Float32Array {
  const both = new Float32Array(2 * crop.length)
  for (let row = 0; row < alignedSize; row++)
    for (let column = 0; column < alignedSize; column++)
      for (let channel = 0; channel < 3; channel++) {
        const value = crop[(row * alignedSize + column) * 3 + channel] ?? 0
        both[(row * alignedSize + column) * 3 + channel] = value
        both[crop.length + (row * alignedSize + alignedSize - 1 - column) * 3 + channel] = value
      }
  return both
}
