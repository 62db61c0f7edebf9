import type { Coefficients } from './bytes.ts'
import { invert, power, reduce } from './field.ts'
import { plainModulus, ringDegree, slots, stride } from './parameters.ts'

/** ψ^−k for k < 2n, where ψ is the least non-residue's power of order 2n: the roots of Y^n + 1 are ψ^(2i+1). */
const inverseRoots = (() => {
  let nonResidue = 2n
  while (power(nonResidue, (plainModulus - 1n) / 2n) === 1n) nonResidue++
  const inverse = invert(power(nonResidue, (plainModulus - 1n) / BigInt(2 * slots)))
  const powers = [1n]
  for (let k = 1; k < 2 * slots; k++) powers.push(((powers[k - 1] ?? 0n) * inverse) % plainModulus)
  return powers
})()
const inverseSlots = invert(BigInt(slots))

const bitReversed = (index: number) => {
  let reversed = 0
  for (let bit = 1; bit < slots; bit *= 2) reversed = reversed * 2 + (index & bit ? 1 : 0)
  return reversed
}

/**
 * The polynomial in Y = X^K that takes the given values at the n roots of Y^n + 1: an inverse negacyclic
 * number-theoretic transform of length n over Z_p (encrypted match §2). Value i belongs to the root ψ^(2i+1).
 *
 * @param values 256 integers
 * @returns 8192 coefficients in [0, p), zero except at multiples of K
 */
export function pack(values: ArrayLike<number | bigint>): Coefficients {
  if (values.length !== slots) throw new RangeError(`Unexpected ${values.length} values, expected ${slots}`)
  const work = Array.from({ length: slots }, (_, i) => reduce(BigInt(values[bitReversed(i)] ?? 0)))
  for (let half = 1; half < slots; half *= 2) {
    for (let start = 0; start < slots; start += 2 * half) {
      for (let k = 0; k < half; k++) {
        const even = work[start + k] ?? 0n
        const odd = ((work[start + half + k] ?? 0n) * (inverseRoots[(k * slots) / half] ?? 0n)) % plainModulus
        work[start + k] = reduce(even + odd)
        work[start + half + k] = reduce(even - odd)
      }
    }
  }
  const coefficients = new BigUint64Array(ringDegree)
  work.forEach((sum, k) => {
    coefficients[k * stride] = reduce(reduce(sum * inverseSlots) * (inverseRoots[k] ?? 0n))
  })
  return coefficients
}
