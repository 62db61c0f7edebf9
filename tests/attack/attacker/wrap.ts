import { mod, n, p } from '../../match/twin.ts'
import {
  complex,
  conjugate,
  divided,
  minus,
  plus,
  rootsOfUnity,
  rounded,
  scaled,
  squareRoot,
  times,
  type Complex,
} from './fixedPoint.ts'
import { centred, inverseModulo } from './modular.ts'
import { modulus as Q } from './phase.ts'

/**
 * The wrap attack (encrypted match §9). For slots y of any kind, it finds X = y + p·E with X² = 1 + p·D modulo Q, where D is
 * short: E solves p·E² + 2·y·E = T over the reals, T being (1 − y²)/p modulo Q, and rounding it to integers costs little
 * beside Q. So x² − 1 vanishes modulo p for the verifier, although the slots of x are y. The real square root is taken
 * value by value in the canonical embedding, at the complex roots of Y^n + 1.
 *
 * @param packed n coefficients in Y
 * @returns n coefficients in Y, modulo Q
 */
export function wrapped(packed: readonly bigint[]): bigint[] {
  const y = packed.map((coefficient) => centred(coefficient, p))
  const square = multiplied(y, y)
  const inverse = inverseModulo(p, Q)
  const t = square.map((coefficient, i) => centred((BigInt(i === 0 ? 1 : 0) - coefficient) * inverse, Q))
  const targets = embedded(t)
  const errors = embedded(y).map((value, k) => {
    const root = squareRoot(plus(times(value, value), scaled(targets[k] ?? complex(0n), p)))
    return divided(minus(root, value), p)
  })
  return rationals(errors).map((error, i) => mod((y[i] ?? 0n) + p * error, Q))
}

/** A product modulo Y^n + 1, over the integers. */
function multiplied(a: readonly bigint[], b: readonly bigint[]): bigint[] {
  const product = new Array<bigint>(n).fill(0n)
  a.forEach((left, i) => {
    b.forEach((right, j) => {
      const at = (i + j) % n
      product[at] = (product[at] ?? 0n) + (i + j < n ? left : -left) * right
    })
  })
  return product
}

const roots = rootsOfUnity(n)
const rootAt = (i: number, k: number): Complex => roots[(i * (2 * k + 1)) % (2 * n)] ?? complex(1n)

/** The values at half of the complex roots of Y^n + 1; those at the others are their conjugates. */
function embedded(coefficients: readonly bigint[]): Complex[] {
  return Array.from({ length: n / 2 }, (_, k) =>
    coefficients.reduce((sum, coefficient, i) => plus(sum, scaled(rootAt(i, k), coefficient)), complex(0n)),
  )
}

/** The nearest integer coefficients to what has these values. */
function rationals(values: readonly Complex[]): bigint[] {
  return Array.from({ length: n }, (_, i) => {
    const sum = values.reduce((total, value, k) => plus(total, times(value, conjugate(rootAt(i, k)))), complex(0n))
    return rounded((2n * sum.re) / BigInt(n))
  })
}
