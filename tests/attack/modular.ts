import { mod, power } from '../match/twin.ts'

/** What an attacker needs modulo one of SEAL's primes. */
export const inverseModulo = (value: bigint, prime: bigint): bigint => power(mod(value, prime), prime - 2n, prime)

/** A basis of the vectors that a matrix takes to zero modulo a prime, by Gauss's elimination. */
export function kernel(rows: readonly (readonly bigint[])[], prime: bigint): bigint[][] {
  const work = rows.map((row) => [...row])
  const width = rows[0]?.length ?? 0
  const pivots: number[] = []
  for (let column = 0; column < width; column++) {
    const rank = pivots.length
    const found = work.findIndex((row, i) => i >= rank && row[column] !== 0n)
    const pivot = work[found]
    if (!pivot) continue
    ;[work[rank], work[found]] = [pivot, work[rank] ?? pivot]
    const scale = inverseModulo(pivot[column] ?? 1n, prime)
    for (let k = column; k < width; k++) pivot[k] = ((pivot[k] ?? 0n) * scale) % prime
    for (const row of work) {
      const factor = row[column] ?? 0n
      if (row === pivot || factor === 0n) continue
      for (let k = column; k < width; k++) row[k] = mod((row[k] ?? 0n) - factor * (pivot[k] ?? 0n), prime)
    }
    pivots.push(column)
  }
  const free = [...Array(width).keys()].filter((column) => !pivots.includes(column))
  return free.map((at) => {
    const vector = new Array<bigint>(width).fill(0n).with(at, 1n)
    pivots.forEach((column, i) => (vector[column] = mod(-(work[i]?.[at] ?? 0n), prime)))
    return vector
  })
}
