import { stride } from '../../shared/match/parameters.ts'

/**
 * The encrypted match without encryption: every step in plain integers, by the definitions of encrypted match §2 and §6
 * and by other algorithms than the product's, so that the two can only agree if both are right.
 */

const N = 8192
export const n = 256
export const K = 32
export const p = 68_719_456_769n

/** A polynomial of R_p: coefficients in [0, p) by exponent, those that are not zero only. */
export type Polynomial = ReadonlyMap<number, bigint>

export const mod = (value: bigint, modulus = p): bigint => ((value % modulus) + modulus) % modulus

export function power(base: bigint, exponent: bigint, modulus = p): bigint {
  if (exponent === 0n) return 1n
  const root = power(base, exponent / 2n, modulus)
  return mod(root * root * (exponent % 2n ? base : 1n), modulus)
}

export const inverse = (value: bigint): bigint => power(mod(value), p - 2n)

/** A root of Y^n = −1: the least non-residue's power of order 2n. */
export const psi = (() => {
  let candidate = 2n
  while (power(candidate, (p - 1n) / 2n) !== p - 1n) candidate++
  return power(candidate, (p - 1n) / BigInt(2 * n))
})()

export function polynomial(coefficients: Iterable<readonly [number, bigint]>): Polynomial {
  const result = new Map<number, bigint>()
  for (const [exponent, coefficient] of coefficients) {
    // X^N = −1
    const sign = Math.floor(exponent / N) % 2 ? -1n : 1n
    const at = exponent % N
    result.set(at, mod((result.get(at) ?? 0n) + sign * coefficient))
  }
  for (const [exponent, coefficient] of result) if (coefficient === 0n) result.delete(exponent)
  return result
}

export const ofCoefficients = (coefficients: Iterable<bigint>): Polynomial => polynomial([...coefficients].entries())

const add = (...terms: readonly Polynomial[]): Polynomial => polynomial(terms.flatMap((term) => [...term]))

export const multiply = (a: Polynomial, b: Polynomial): Polynomial =>
  polynomial([...a].flatMap(([i, left]) => [...b].map(([j, right]) => [i + j, left * right] as const)))

/** The interpolation through (ψ^(2i+1), value i), by the sum that defines it. */
export function pack(values: ArrayLike<number | bigint>): Polynomial {
  const inverseRoot = inverse(psi)
  const each = inverse(BigInt(n))
  return polynomial(
    Array.from({ length: n }, (_, k) => {
      let sum = 0n
      for (let i = 0; i < n; i++) sum += BigInt(values[i] ?? 0) * power(inverseRoot, BigInt(k * (2 * i + 1)))
      return [k * K, sum * each] as const
    }),
  )
}

/** The values of a polynomial in Y = X^K at the roots, by Horner's rule. */
export function unpack(packed: Polynomial): bigint[] {
  return Array.from({ length: n }, (_, i) => {
    const root = power(psi, BigInt(2 * i + 1))
    let value = 0n
    for (let k = n - 1; k >= 0; k--) value = mod(value * root + (packed.get(k * K) ?? 0n))
    return value
  })
}

/** The first K coefficients of an answer (encrypted match §6). Γ does not show modulo p. */
export function answer(input: {
  readonly template: Polynomial
  readonly probe: Polynomial
  readonly multipliers: Polynomial
  readonly offsets: Polynomial
  readonly square: Polynomial
}): bigint[] {
  const notSigns = add(multiply(input.probe, input.probe), polynomial([[0, -1n]]))
  const sum = add(
    multiply(multiply(input.template, input.probe), input.multipliers),
    firstOfProduct(notSigns, input.square),
    input.offsets,
  )
  return Array.from({ length: stride }, (_, j) => sum.get(j) ?? 0n)
}

/** The first K coefficients of a product, for factors of which one is dense. */
function firstOfProduct(sparse: Polynomial, dense: Polynomial): Polynomial {
  return polynomial(
    [...sparse].flatMap(([i, left]) =>
      Array.from({ length: K }, (_, j) => {
        const right = j >= i ? (dense.get(j - i) ?? 0n) : -(dense.get(j - i + N) ?? 0n)
        return [j, left * right] as const
      }),
    ),
  )
}
