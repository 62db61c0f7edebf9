import { chacha20Block } from './chacha20.ts'
import { embeddingLength, slots } from './parameters.ts'

/** 32 characters: the whole of what F depends on. */
const seed = 'ZAuth: frame of signs, version 1'
/** Uniform 16-bit numbers whose sum stands for a normal one (Irwin–Hall). */
const summands = 12

/** The numbers that a block is made of: sums of uniform ones, with mean 0 and the same spread. */
function* nearlyNormal(): Generator<number, never> {
  const key = new Uint32Array(new TextEncoder().encode(seed).buffer)
  const nonce = new Uint32Array(3)
  let sum = 0
  let taken = 0
  for (let counter = 0; ; counter++) {
    for (const half of new Uint16Array(chacha20Block(key, counter, nonce).buffer)) {
      sum += half - 0xffff / 2
      if (++taken < summands) continue
      yield sum
      sum = 0
      taken = 0
    }
  }
}

/** Gram–Schmidt, each column against the earlier ones twice, which is enough for the last bit (Kahan, Parlett). */
function orthogonalise(column: Float64Array, earlier: readonly Float64Array[]): void {
  for (const other of [...earlier, ...earlier]) {
    let along = 0
    for (let i = 0; i < column.length; i++) along += (column[i] ?? 0) * (other[i] ?? 0)
    for (let i = 0; i < column.length; i++) column[i] = (column[i] ?? 0) - along * (other[i] ?? 0)
  }
  let squares = 0
  for (const entry of column) squares += entry * entry
  const norm = Math.sqrt(squares)
  for (let i = 0; i < column.length; i++) column[i] = (column[i] ?? 0) / norm
}

function build(): readonly Float64Array[] {
  const numbers = nearlyNormal()
  const columns: Float64Array[] = []
  for (let at = 0; at < slots; at += embeddingLength) {
    const block: Float64Array[] = []
    for (let i = 0; i < embeddingLength; i++) {
      const column = Float64Array.from({ length: embeddingLength }, () => numbers.next().value)
      orthogonalise(column, block)
      block.push(column)
    }
    columns.push(...block)
  }
  return columns
}

/**
 * F: the public matrix that takes an embedding to 256 numbers (encrypted match §2). Four random orthogonal 64 × 64
 * matrices side by side, made from a published seed by operations that IEEE 754 defines to the last bit, so that every
 * engine has the same. 256 columns of 64 numbers and norm 1.
 */
export const frame: readonly Float64Array[] = build()
