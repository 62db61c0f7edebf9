import { inFrame } from './inFrame.ts'

/**
 * The signs of an embedding in the public frame: the probe, before it is encrypted (encrypted match §2).
 *
 * @param embedding 64 numbers; only the direction counts
 * @returns 256 signs, each −1 or 1; 0 counts as 1
 */
export function signsOf(embedding: Float32Array): Int8Array {
  return Int8Array.from(inFrame(embedding), (entry) => (entry >= 0 ? 1 : -1))
}
