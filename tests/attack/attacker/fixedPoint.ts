/** Complex numbers in fixed point on BigInt: as precise as an attack needs, and no library. */

/** Bits after the point. */
const fraction = 320n
const one = 1n << fraction

export interface Complex {
  readonly re: bigint
  readonly im: bigint
}

export const complex = (re: bigint, im = 0n): Complex => ({ re: re << fraction, im: im << fraction })
export const plus = (a: Complex, b: Complex): Complex => ({ re: a.re + b.re, im: a.im + b.im })
export const minus = (a: Complex, b: Complex): Complex => ({ re: a.re - b.re, im: a.im - b.im })
export const conjugate = ({ re, im }: Complex): Complex => ({ re, im: -im })
export const times = (a: Complex, b: Complex): Complex => ({
  re: (a.re * b.re - a.im * b.im) >> fraction,
  im: (a.re * b.im + a.im * b.re) >> fraction,
})
export const scaled = ({ re, im }: Complex, factor: bigint): Complex => ({ re: re * factor, im: im * factor })
export const divided = ({ re, im }: Complex, divisor: bigint): Complex => ({ re: re / divisor, im: im / divisor })

/** The nearest integer to a number in fixed point. */
export const rounded = (value: bigint): bigint => (value + one / 2n) >> fraction

/** The greatest integer whose square is no greater (Newton). */
function rootOf(value: bigint): bigint {
  if (value <= 0n) return 0n
  let root = 1n << BigInt(Math.ceil(value.toString(2).length / 2))
  for (;;) {
    const next = (root + value / root) >> 1n
    if (next >= root) return root
    root = next
  }
}

const rootOfFixed = (value: bigint): bigint => rootOf(value << fraction)

/** The square root with a real part that is not negative. */
export function squareRoot({ re, im }: Complex): Complex {
  const length = rootOf(re * re + im * im)
  const real = rootOfFixed((length + re) / 2n)
  const imaginary = rootOfFixed((length - re) / 2n)
  return { re: real, im: im < 0n ? -imaginary : imaginary }
}

/** The powers of exp(πi / n), 2n of them; n is a power of two. */
export function rootsOfUnity(n: number): Complex[] {
  let root = { re: -one, im: 0n }
  for (let order = 1; order < n; order *= 2) root = squareRoot(root)
  const powers = [{ re: one, im: 0n }]
  for (let k = 1; k < 2 * n; k++) powers.push(times(powers[k - 1] ?? root, root))
  return powers
}
