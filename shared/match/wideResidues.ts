import type { Coefficients } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'
import { halvesOf, word } from './halves.ts'
import { polynomialWords } from './layout.ts'
import { ringDegree } from './parameters.ts'
import { randomBits } from './randomness.ts'

/**
 * A polynomial with coefficients uniform in [0, q_1·2^bits), as residues modulo each prime: what Γ and U are made of
 * (encrypted match §6). A coefficient is r + q_1·h, with r below q_1 and h of so many bits. SEAL's primes lie so close together
 * that q_l − q_1 has less than 18 bits, and `r − (q_l − q_1)·h` needs no arithmetic beyond 53 bits.
 *
 * @param bits at most 33
 * @returns 3 × 8192 residues, prime by prime; the caller discards them
 */
export function wideResidues(context: MatchContext, bits: number): Coefficients {
  const [first = 0n, ...others] = context.primes
  const rest = residuesBelow(first)
  const high = randomBits(ringDegree, bits)
  const residues = new BigUint64Array(polynomialWords)
  residues.set(rest)
  const factor = numbersOf(high)
  others.forEach((prime, l) => {
    const gap = Number(prime - first)
    const [primeLow, primeHigh] = halvesOf(prime)
    const from = new Uint32Array(rest.buffer)
    const to = new Uint32Array(residues.buffer, 8 * (l + 1) * ringDegree, 2 * ringDegree)
    for (let i = 0; i < ringDegree; i++) {
      const taken = gap * (factor[i] ?? 0)
      let low = (from[2 * i] ?? 0) - (taken % word)
      let top = (from[2 * i + 1] ?? 0) - Math.floor(taken / word)
      if (low < 0) {
        low += word
        top -= 1
      }
      if (top < 0) {
        low += primeLow
        top += primeHigh
        if (low >= word) {
          low -= word
          top += 1
        }
      }
      to[2 * i] = low
      to[2 * i + 1] = top
    }
  })
  discard(factor)
  discard(rest)
  discard(high)
  return residues
}

/** N integers uniform below a prime of 60 bits that is close to 2^60: drawn again where they are not below, once in 2^42 times. */
function residuesBelow(prime: bigint): Coefficients {
  const residues = randomBits(ringDegree, 60)
  // By halves of 32 bits, which are no objects: a BigInt for each would make the engine's memory grow.
  const halves = new Uint32Array(residues.buffer)
  const [, primeHigh] = halvesOf(prime)
  for (let i = 0; i < ringDegree; i++) {
    while ((halves[2 * i + 1] ?? 0) >= primeHigh && (residues[i] ?? 0n) >= prime) residues.set(randomBits(1, 60), i)
  }
  return residues
}

/** Integers below 2^53 as numbers. */
function numbersOf(integers: Coefficients): Float64Array<ArrayBuffer> {
  const halves = new Uint32Array(integers.buffer)
  const numbers = new Float64Array(integers.length)
  for (let i = 0; i < numbers.length; i++) numbers[i] = (halves[2 * i] ?? 0) + word * (halves[2 * i + 1] ?? 0)
  return numbers
}
