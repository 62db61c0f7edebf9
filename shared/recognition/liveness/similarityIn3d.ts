/** The rotation, scale and remaining distance of the similarity that takes points in space nearest to others. */
export interface SpatialSimilarity {
  /** Nine values in rows, a rotation without a reflection. */
  readonly rotation: Float64Array
  readonly scale: number
  /** Root of the mean squared distance that remains, as a part of the target points' own spread around their centre. */
  readonly residual: number
}

/** Newton's iteration for the polar factor doubles the digits in each step; faces need five. */
const steps = 12

/**
 * The similarity in space that takes points nearest to others in the sense of least squares (Umeyama 1991; the rotation as
 * the polar factor of the correlation, Higham 1986).
 *
 * @param from x, y and z each, one point after the other
 * @param to as many points
 * @param points which of them count; at least four that do not lie in one plane
 */
export function similarityIn3d(
  from: ArrayLike<number>,
  to: ArrayLike<number>,
  points: readonly number[],
): SpatialSimilarity {
  const [a, b] = [centred(from, points), centred(to, points)]
  const correlation = new Float64Array(9)
  let [spreadOfA, spreadOfB] = [0, 0]
  for (let i = 0; i < a.length; i += 3) {
    for (let row = 0; row < 3; row++)
      for (let column = 0; column < 3; column++)
        correlation[3 * row + column] = at(correlation, 3 * row + column) + at(b, i + row) * at(a, i + column)
    for (let axis = 0; axis < 3; axis++) {
      spreadOfA += at(a, i + axis) ** 2
      spreadOfB += at(b, i + axis) ** 2
    }
  }
  const rotation = polarFactor(correlation)
  const along = correlation.reduce((sum, entry, i) => sum + entry * at(rotation, i), 0)
  const rest = spreadOfB - (along * along) / spreadOfA
  return { rotation, scale: along / spreadOfA, residual: Math.sqrt(Math.max(0, rest) / spreadOfB) }
}

function centred(values: ArrayLike<number>, points: readonly number[]): Float64Array {
  const out = new Float64Array(3 * points.length)
  for (let axis = 0; axis < 3; axis++) {
    let mean = 0
    for (const point of points) mean += (values[3 * point + axis] ?? 0) / points.length
    points.forEach((point, i) => (out[3 * i + axis] = (values[3 * point + axis] ?? 0) - mean))
  }
  return out
}

/** The rotation nearest to a matrix of positive determinant, by averaging it with its inverse transposed. */
function polarFactor(matrix: Float64Array): Float64Array {
  let factor = matrix
  for (let step = 0; step < steps; step++) {
    const cofactors = cofactorsOf(factor)
    const determinant =
      at(factor, 0) * at(cofactors, 0) + at(factor, 1) * at(cofactors, 1) + at(factor, 2) * at(cofactors, 2)
    // Scaled so that the first steps do not crawl.
    const gamma = Math.cbrt(1 / Math.abs(determinant))
    factor = factor.map((entry, i) => (gamma * entry + at(cofactors, i) / (determinant * gamma)) / 2)
  }
  return factor
}

/** The inverse, transposed and times the determinant. */
function cofactorsOf(m: Float64Array): Float64Array {
  const cofactors = new Float64Array(9)
  for (let row = 0; row < 3; row++)
    for (let column = 0; column < 3; column++) {
      const [r1, r2, c1, c2] = [(row + 1) % 3, (row + 2) % 3, (column + 1) % 3, (column + 2) % 3]
      cofactors[3 * row + column] = at(m, 3 * r1 + c1) * at(m, 3 * r2 + c2) - at(m, 3 * r1 + c2) * at(m, 3 * r2 + c1)
    }
  return cofactors
}

function at(values: Float64Array, index: number): number {
  return values[index] ?? 0
}
