import { tensor4d, type Tensor } from '@tensorflow/tfjs-core'
import { align, alignedSize } from './align.ts'
import type { Image } from './image.ts'
import type { Models } from './models.ts'
import { normalised } from './vector.ts'

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
 * The embedding of a face that is aligned already.
 *
 * @param crop `112 · 112 · 3` values from 0 to 255, as `align` gives them
 */
export async function embedCrop(models: Models, crop: Float32Array): Promise<Float32Array> {
  const input = tensor4d(
    crop.map((value) => (value - 127.5) / 128),
    [1, alignedSize, alignedSize, 3],
  )
  let output: Tensor | undefined
  try {
    output = models.mobilefacenet.execute(input) as Tensor
    return normalised(await output.data<'float32'>())
  } finally {
    input.dispose()
    output?.dispose()
  }
}
