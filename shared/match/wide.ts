import type { Coefficients } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { blindingBits, dataPrimes, plainModulus, ringDegree, squareBits } from './parameters.ts'
import { randomBits, randomElements } from './randomness.ts'

/** Widest limb that is drawn at once. */
const limbBits = 48

/** low + high · factor, coefficient by coefficient, as residues modulo each data prime. Both operands are wiped. */
function residues(context: MatchContext, low: Coefficients, lowFactor: bigint, high: Coefficients, highFactor: bigint) {
  const all = new BigUint64Array(dataPrimes * ringDegree)
  context.primes.forEach((prime, l) => {
    const factor = highFactor % prime
    for (let i = 0; i < ringDegree; i++) {
      all[l * ringDegree + i] = ((low[i] ?? 0n) * lowFactor + (high[i] ?? 0n) * factor) % prime
    }
  })
  low.fill(0n)
  high.fill(0n)
  return all
}

/** p·Γ, the coefficients of Γ uniform in 93 bits (encrypted match §4). Residues, prime by prime. */
export function blindingResidues(context: MatchContext): Coefficients {
  const low = randomBits(ringDegree, limbBits)
  const high = randomBits(ringDegree, blindingBits - limbBits)
  return residues(context, low, plainModulus, high, plainModulus << BigInt(limbBits))
}

/** U = U_0 + p·U_1: U_0 uniform in R_p, the coefficients of U_1 uniform in 48 bits (encrypted match §4). As residues. */
export function squareResidues(context: MatchContext): Coefficients {
  return residues(context, randomElements(ringDegree), 1n, randomBits(ringDegree, squareBits), plainModulus)
}
