import { mod, power } from '../../match/twin.ts'

/** What an attacker needs of arithmetic modulo SEAL's primes, their product, and denominators. */

/** 1 / value; the two have no common factor (Euclid). */
export function inverseModulo(value: bigint, modulus: bigint): bigint {
  let [rest, next] = [mod(value, modulus), modulus]
  let [inverse, nextInverse] = [1n, 0n]
  while (next !== 0n) {
    const quotient = rest / next
    ;[rest, next] = [next, rest - quotient * next]
    ;[inverse, nextInverse] = [nextInverse, inverse - quotient * nextInverse]
  }
  return mod(inverse, modulus)
}

/** The residue nearest to zero. */
export function centred(value: bigint, modulus: bigint): bigint {
  const residue = mod(value, modulus)
  return residue > modulus / 2n ? residue - modulus : residue
}

/** A square root modulo an odd prime, or null where there is none (Tonelli, Shanks). */
export function rootModulo(value: bigint, prime: bigint): bigint | null {
  const square = mod(value, prime)
  if (square === 0n) return 0n
  if (prime === 2n) return square
  if (power(square, (prime - 1n) / 2n, prime) !== 1n) return null
  let odd = prime - 1n
  let twos = 0
  for (; odd % 2n === 0n; odd /= 2n) twos++
  let nonResidue = 2n
  while (power(nonResidue, (prime - 1n) / 2n, prime) !== prime - 1n) nonResidue++
  let order = twos
  let factor = power(nonResidue, odd, prime)
  let rest = power(square, odd, prime)
  let root = power(square, (odd + 1n) / 2n, prime)
  while (rest !== 1n) {
    let exponent = 0
    for (let power2 = rest; power2 !== 1n; power2 = (power2 * power2) % prime) exponent++
    const step = power(factor, 1n << BigInt(order - exponent - 1), prime)
    order = exponent
    factor = (step * step) % prime
    rest = (rest * factor) % prime
    root = (root * step) % prime
  }
  return root
}

/** A square root modulo a number without square factors, or null: root by root of its primes, put together again. */
export function rootModuloComposite(value: bigint, modulus: bigint): bigint | null {
  let root = 0n
  let known = 1n
  for (const prime of primesOf(modulus)) {
    const part = known % prime === 0n ? null : rootModulo(value, prime)
    if (part === null) return null
    root = mod(root + known * mod((part - root) * inverseModulo(known, prime), prime), known * prime)
    known *= prime
  }
  return root
}

function* primesOf(value: bigint): Generator<bigint> {
  let rest = value
  for (let candidate = 2n; candidate * candidate <= rest; candidate++) {
    while (rest % candidate === 0n) {
      yield candidate
      rest /= candidate
    }
  }
  if (rest > 1n) yield rest
}

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
