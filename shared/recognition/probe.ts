import { nearestSigns } from '../match/nearestSigns.ts'
import { meanDirection } from './vector.ts'

/**
 * The probe of a face: the mean of some frames' embeddings, as the signs in the public frame that
 * stand for it best.
 *
 * @param embeddings at least one, of 64 numbers and unit norm
 * @returns 256 signs, each −1 or 1
 */
export function probeSigns(embeddings: readonly Float32Array[]): Int8Array {
  return nearestSigns(meanDirection(embeddings))
}
