import type { Coefficients } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'
import { halvesOf } from './halves.ts'
import { polynomialWords } from './layout.ts'
import { ringDegree } from './parameters.ts'
import { randomBytes } from './randomness.ts'

/** Bits on each side of an error: SEAL's centred binomial distribution, of deviation √10.5 ≈ 3.24. */
const errorBits = 21
/** The largest multiple of 3 among bytes: below it, a byte's remainder is uniform. */
const ternaryLimit = 255

/** Coefficients uniform in {−1, 0, 1}: what a mask's two keys are made of. 3 × 8192 residues, prime by prime; the caller discards them. */
export function ternaryResidues(context: MatchContext): Coefficients {
  const values = new Int32Array(ringDegree)
  let bytes = randomBytes(ringDegree)
  for (let i = 0, at = 0; i < ringDegree; at++) {
    if (at === bytes.length) {
      discard(bytes)
      bytes = randomBytes(ringDegree)
      at = 0
    }
    const byte = bytes[at] ?? 0
    if (byte < ternaryLimit) values[i++] = (byte % 3) - 1
  }
  discard(bytes)
  return residuesOf(context, values)
}

/** Errors as SEAL draws them, from −21 to 21. 3 × 8192 residues, prime by prime; the caller discards them. */
export function errorResidues(context: MatchContext): Coefficients {
  const words = new Uint32Array(randomBytes(8 * ringDegree).buffer)
  const mask = 2 ** errorBits - 1
  const values = new Int32Array(ringDegree)
  for (let i = 0; i < ringDegree; i++) {
    values[i] = onesIn((words[2 * i] ?? 0) & mask) - onesIn((words[2 * i + 1] ?? 0) & mask)
  }
  discard(words)
  return residuesOf(context, values)
}

/** How many bits of a 32-bit integer are set. */
function onesIn(integer: number): number {
  const pairs = integer - ((integer >>> 1) & 0x5555_5555)
  const fours = (pairs & 0x3333_3333) + ((pairs >>> 2) & 0x3333_3333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f_0f0f, 0x0101_0101) >>> 24
}

/** Residues of small integers; these are wiped. */
function residuesOf(context: MatchContext, values: Int32Array<ArrayBuffer>): Coefficients {
  const residues = new BigUint64Array(polynomialWords)
  context.primes.forEach((prime, l) => {
    const [primeLow, primeHigh] = halvesOf(prime)
    const to = new Uint32Array(residues.buffer, 8 * l * ringDegree, 2 * ringDegree)
    for (let i = 0; i < ringDegree; i++) {
      const value = values[i] ?? 0
      const isNegative = value < 0
      to[2 * i] = isNegative ? primeLow + value : value
      to[2 * i + 1] = isNegative ? primeHigh : 0
    }
  })
  discard(values)
  return residues
}
