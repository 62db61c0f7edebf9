import { normalised } from '../../shared/recognition/vector.ts'

/** A direction that stands for a person nobody has: the same for the same number, nearly orthogonal for two. */
export function someDirection(seed: number): Float32Array {
  const next = randomFrom(seed)
  return normalised(Float32Array.from({ length: 64 }, () => next() + next() + next() + next() - 2))
}

/**
 * Embeddings around a direction, as images of one person are.
 *
 * @param cosine of each to the direction; two of them have its square
 */
export function seriesNear(direction: Float32Array, count: number, cosine: number, seed = 0): Float32Array[] {
  return Array.from({ length: count }, (_, k) => {
    const aside = someDirection(1000 + seed + k)
    const along = aside.reduce((sum, entry, i) => sum + entry * (direction[i] ?? 0), 0)
    const across = normalised(aside.map((entry, i) => entry - along * (direction[i] ?? 0)))
    const sine = Math.sqrt(1 - cosine * cosine)
    return direction.map((entry, i) => cosine * entry + sine * (across[i] ?? 0))
  })
}

/** Mulberry32: the same numbers between 0 and 1 on every run. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
