import { embeddingLength } from '../match/parameters.ts'
import { normalised } from './vector.ts'

/**
 * The packaged negatives: embeddings of faces that no person has, with their common direction taken out.
 *
 * @param bytes of `negatives.bin`: 64 signed bytes an embedding
 * @returns embeddings of unit norm
 */
export function readNegatives(bytes: Uint8Array): Float32Array[] {
  const values = new Int8Array(bytes.buffer, bytes.byteOffset, bytes.length)
  return Array.from({ length: Math.floor(values.length / embeddingLength) }, (_, i) =>
    normalised(Float32Array.from(values.subarray(i * embeddingLength, (i + 1) * embeddingLength))),
  )
}
