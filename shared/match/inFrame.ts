import { frame } from './frame.ts'
import { embeddingLength } from './parameters.ts'

/**
 * vector · F (encrypted match §2).
 *
 * @param vector 64 numbers
 * @returns 256 numbers
 */
export function inFrame(vector: Float32Array): Float64Array {
  if (vector.length !== embeddingLength) {
    throw new RangeError(`Unexpected vector of ${vector.length} numbers, expected ${embeddingLength}`)
  }
  return Float64Array.from(frame, (column) => {
    let sum = 0
    for (let i = 0; i < embeddingLength; i++) sum += (vector[i] ?? 0) * (column[i] ?? 0)
    return sum
  })
}
