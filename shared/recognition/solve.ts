/**
 * Solves a system of linear equations by Cholesky's decomposition.
 *
 * @param matrix symmetric and positive definite, in rows; only the lower triangle is read, and it is overwritten
 * @param right the right-hand side
 * @returns the solution
 */
export function solve(matrix: Float64Array, right: Float64Array): Float64Array {
  const size = right.length
  const at = (row: number, column: number): number => matrix[row * size + column] ?? 0
  for (let row = 0; row < size; row++)
    for (let column = 0; column <= row; column++) {
      let rest = at(row, column)
      for (let k = 0; k < column; k++) rest -= at(row, k) * at(column, k)
      if (row === column && !(rest > 0)) throw new TypeError('The matrix is not positive definite')
      matrix[row * size + column] = row === column ? Math.sqrt(rest) : rest / at(column, column)
    }
  const solution = Float64Array.from(right)
  for (let row = 0; row < size; row++) {
    let rest = solution[row] ?? 0
    for (let k = 0; k < row; k++) rest -= at(row, k) * (solution[k] ?? 0)
    solution[row] = rest / at(row, row)
  }
  for (let row = size - 1; row >= 0; row--) {
    let rest = solution[row] ?? 0
    for (let k = row + 1; k < size; k++) rest -= at(k, row) * (solution[k] ?? 0)
    solution[row] = rest / at(row, row)
  }
  return solution
}
