import { normalised } from '../../shared/recognition/vector.ts'
import { randomFrom } from '../randomFrom.ts'

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
