/** The sum of the products of two vectors' entries. */
export function dot(a: Float32Array, b: Float32Array): number {
  let sum = 0
  for (let i = 0; i < a.length; i++) sum += (a[i] ?? 0) * (b[i] ?? 0)
  return sum
}

/** The vector of norm 1 in the same direction; a vector of zeros stays as it is. */
export function normalised(vector: Float32Array): Float32Array {
  const norm = Math.sqrt(dot(vector, vector))
  return norm > 0 ? vector.map((entry) => entry / norm) : vector
}

/** The direction between vectors: their mean, of norm 1. */
export function meanDirection(vectors: readonly Float32Array[]): Float32Array {
  const sum = new Float32Array(vectors[0]?.length ?? 0)
  for (const vector of vectors) vector.forEach((entry, i) => (sum[i] = (sum[i] ?? 0) + entry))
  return normalised(sum)
}
