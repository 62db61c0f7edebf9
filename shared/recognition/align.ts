import type { Image } from './image.ts'
import { mesh, middleOf } from './mesh.ts'
import { inverse, similarity, type Point } from './similarity.ts'
import { samplesFor, warp } from './warp.ts'

/** Pixels along each side of an aligned face. */
export const alignedSize = 112

/** Where the eyes, the tip of the nose and the corners of the mouth go: the places that MobileFaceNet was trained with. */
const places: readonly Point[] = [
  [38.2946, 51.6963],
  [73.5318, 51.5014],
  [56.0252, 71.7366],
  [41.5493, 92.3655],
  [70.7299, 92.2041],
]

/** The landmarks whose mean is each of the five points, in the same order. */
const { rightEye, leftEye, noseTip, mouthCorners } = mesh
const pointLandmarks = [
  [...rightEye.corners, ...rightEye.lids[0]],
  [...leftEye.corners, ...leftEye.lids[0]],
  noseTip,
  [mouthCorners.right],
  [mouthCorners.left],
]

/**
 * The face turned, scaled and shifted to where the embedding network expects it.
 *
 * @param landmarks 468 of x, y and depth, as `findLandmarks` gives them
 * @returns `112 · 112 · 3` values: red, green, blue from 0 to 255
 */
export function align(image: Image, landmarks: Float32Array): Float32Array {
  const points = pointLandmarks.map((indices) => middleOf(landmarks, indices))
  const map = inverse(similarity(points, places))
  return warp(image, map, alignedSize, samplesFor(map))
}
