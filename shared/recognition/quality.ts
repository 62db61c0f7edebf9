import { alignedSize } from './align.ts'
import { eyeOpening } from './eyeOpening.ts'
import type { Image } from './image.ts'
import { luminance } from './luminance.ts'
import type { Face, Quality } from './perception.ts'

/** Luminance at which a camera shows no more differences. */
const burntOut = 0.98

/**
 * How well a face can be recognised in an image.
 *
 * @param crop the aligned face, as `align` gives it
 * @param landmarks of this image
 * @param previous landmarks of the image before, or null
 */
export function qualityOf(
  image: Image,
  face: Face,
  crop: Float32Array,
  landmarks: Float32Array,
  previous: Float32Array | null,
): Quality {
  const side = Math.min(image.width, image.height)
  const { x, y, width, height } = face.box
  const luminances = luminanceOf(crop)
  const sorted = luminances.toSorted()
  const twentieth = Math.floor(sorted.length / 20)
  return {
    size: width / side,
    offset: Math.hypot(x + (width - image.width) / 2, y + (height - image.height) / 2) / side,
    highlights: sorted[sorted.length - 1 - twentieth] ?? 0,
    glare: luminances.filter((one) => one >= burntOut).length / luminances.length,
    sharpness: sharpnessOf(luminances),
    movement: previous ? movementBetween(previous, landmarks) / width : 0,
    eyes: eyeOpening(landmarks),
  }
}

/** Relative luminance of each pixel, 0 to 1. */
function luminanceOf(crop: Float32Array): Float32Array {
  const luminances = new Float32Array(crop.length / 3)
  for (let i = 0; i < luminances.length; i++) {
    const [red = 0, green = 0, blue = 0] = [crop[3 * i], crop[3 * i + 1], crop[3 * i + 2]]
    luminances[i] = luminance(red, green, blue) / 255
  }
  return luminances
}

/**
 * The deviation of the Laplacian as a part of the luminance's own, over the inner part of the crop, which is all face:
 * independent of light and contrast, and small when the picture is blurred.
 */
function sharpnessOf(luminances: Float32Array): number {
  const edge = Math.floor(alignedSize / 8)
  let [count, sum, squares, edges] = [0, 0, 0, 0]
  for (let y = edge; y < alignedSize - edge; y++)
    for (let x = edge; x < alignedSize - edge; x++) {
      const i = y * alignedSize + x
      const at = (step: number): number => luminances[i + step] ?? 0
      const laplacian = 4 * at(0) - at(-1) - at(1) - at(-alignedSize) - at(alignedSize)
      count++
      sum += at(0)
      squares += at(0) * at(0)
      edges += laplacian * laplacian
    }
  const variance = squares / count - (sum / count) ** 2
  return variance > 0 ? Math.sqrt(edges / count / variance) : 0
}

/** Mean distance, in pixels, between a landmark and where it was. */
function movementBetween(before: Float32Array, after: Float32Array): number {
  let sum = 0
  for (let i = 0; i < after.length; i += 3)
    sum += Math.hypot((after[i] ?? 0) - (before[i] ?? 0), (after[i + 1] ?? 0) - (before[i + 1] ?? 0))
  return (3 * sum) / after.length
}
