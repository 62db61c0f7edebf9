/**
 * The eigenvectors of a symmetric matrix by cyclic Jacobi rotations, largest eigenvalue first. Only additions,
 * multiplications, divisions and square roots, which IEEE 754 rounds in one way: the same bits on every machine. Of each
 * vector's two signs, the one that makes its largest entry positive.
 *
 * @param matrix `size × size` values in rows
 * @returns `size` vectors of `size` entries each
 */
export function eigenvectors(matrix: Float64Array, size: number): Float64Array[] {
  const a = Float64Array.from(matrix)
  // The rows of `vectors` become the eigenvectors.
  const vectors = new Float64Array(size * size)
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1
  // Jacobi converges quadratically: a dozen sweeps for 192 × 192; sixty would mean a matrix that is not symmetric.
  for (let sweep = 0; !isDiagonal(a, size); sweep++) {
    if (sweep === 60) throw new Error('The eigenvectors did not converge')
    for (let p = 0; p < size; p++) for (let q = p + 1; q < size; q++) rotate(a, vectors, size, p, q)
  }
  const order = Array.from({ length: size }, (_, i) => i).sort((i, k) => at(a, k * size + k) - at(a, i * size + i))
  return order.map((row) => withFixedSign(vectors.slice(row * size, (row + 1) * size)))
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0
}

function isDiagonal(a: Float64Array, size: number): boolean {
  let diagonal = 0
  let rest = 0
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      const square = at(a, i * size + k) * at(a, i * size + k)
      if (i === k) diagonal += square
      else rest += square
    }
  return rest <= 1e-24 * diagonal
}

/** Makes the entry (p, q) zero by a rotation in that plane (Golub & Van Loan, Matrix Computations, §8.5). */
function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): void {
  const entry = at(a, p * size + q)
  if (entry === 0) return
  const theta = (at(a, q * size + q) - at(a, p * size + p)) / (2 * entry)
  const tangent = (theta >= 0 ? 1 : -1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1))
  const cosine = 1 / Math.sqrt(tangent * tangent + 1)
  const sine = tangent * cosine
  for (let k = 0; k < size; k++) turn(a, k * size + p, k * size + q, cosine, sine)
  for (let k = 0; k < size; k++) turn(a, p * size + k, q * size + k, cosine, sine)
  for (let k = 0; k < size; k++) turn(vectors, p * size + k, q * size + k, cosine, sine)
}

function turn(values: Float64Array, i: number, k: number, cosine: number, sine: number): void {
  const first = at(values, i)
  const second = at(values, k)
  values[i] = cosine * first - sine * second
  values[k] = sine * first + cosine * second
}

function withFixedSign(vector: Float64Array): Float64Array {
  const largest = vector.reduce((best, entry) => (Math.abs(entry) > Math.abs(best) ? entry : best), 0)
  return largest < 0 ? vector.map((entry) => -entry) : vector
}
