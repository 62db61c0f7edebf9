import { plainModulus } from './parameters.ts'

/** Arithmetic in Z_p. Every result lies in [0, p). */
export function reduce(value: bigint): bigint {
  const rest = value % plainModulus
  return rest < 0n ? rest + plainModulus : rest
}

/** base^exponent in Z_p, for exponents ≥ 0. */
export function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  let square = reduce(base)
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % plainModulus
    square = (square * square) % plainModulus
  }
  return result
}

/** 1 / value in Z_p (Fermat); `value` is not a multiple of p. */
export function invert(value: bigint): bigint {
  return power(value, plainModulus - 2n)
}
