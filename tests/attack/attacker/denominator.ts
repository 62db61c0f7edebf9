import { pack } from '../../../shared/match/packing.ts'
import { slots, stride } from '../../../shared/match/parameters.ts'
import { acceptedScores } from '../../../shared/match/scoreTests.ts'
import { mod, p } from '../../match/twin.ts'
import { centred, inverseModulo, rootModulo, rootModuloComposite } from './modular.ts'
import { modulus as Q } from './phase.ts'
import type { Target } from './target.ts'

/** A phase σ/d modulo Q, and what it is good for. */
export interface Denominated {
  /** d: an answer times d is short again. */
  readonly denominator: bigint
  /** n coefficients in Y, modulo Q. */
  readonly phase: readonly bigint[]
  /** About the number of wraps that will have to be searched. */
  readonly cost: number
}

/** A face with some low score, and denominators that go with it. */
interface Candidate {
  readonly signs: Int8Array
  readonly ratio: bigint
  readonly denominator: bigint
  /** A square root of −κ·Q modulo the denominator. */
  readonly root: bigint
  /** About the number of wraps that will have to be searched. */
  readonly cost: number
}

/**
 * Bits of a denominator of which about one wraps by the switch's rounding. An honest key's s and s² spread the rounding of the
 * last two polynomials over all coefficients; an s that is zero does not.
 */
export const roundingBits = { honestKey: 13.4, noSecret: 24 } as const
/** The same by Γ, whose product with σ is as long as it is. */
const blindingLimit = 14.6
/** More is not worth a try. */
const mostWraps = 12_000

/** About the number of wraps that a denominator leaves: of U over it, of the rounding and of Γ times it. */
const costOf = (kappa: bigint, denominator: bigint, rounding: number) =>
  Math.hypot(
    (Number(kappa < 0n ? -kappa : kappa) * 2 ** 34.2) / Number(denominator),
    Number(denominator) / 2 ** rounding,
    Number(denominator) / 2 ** blindingLimit,
  )

/**
 * The denominator attack (encrypted match §8.2, §7). It looks for short σ and d with σ² + κ·Q = d² + d·p·τ, κ a small integer
 * that is not zero, and σ/d modulo p a face scaled by `ratio` to an accepted score: then the phase X = σ/d has
 * d·(X² − 1) = p·τ modulo Q with τ of about κ·Q/(p·d), and U·τ is short enough to leave few wraps if U has 36 bits.
 *
 * @param rounding of `roundingBits`
 * @returns the best of many, or null when this run has found none
 */
export function denominated(target: Target, rounding: number = roundingBits.honestKey): Denominated | null {
  const candidates = [...facesByScore(target)].flatMap(([score, signs]) =>
    acceptedScores(target.acceptThreshold).flatMap((accepted) =>
      denominatorsFor(signs, mod(BigInt(accepted) * inverseModulo(BigInt(score), p)), rounding),
    ),
  )
  const [best] = candidates.sort((a, b) => a.cost - b.cost)
  if (!best) return null
  const { signs, ratio, denominator: d, root } = best
  const packed = pack(signs)
  const sigma = Array.from({ length: slots }, (_, k) => {
    const coefficient = mod(ratio * (packed[k * stride] ?? 0n))
    if (k > 0) return centred(coefficient, p) * d
    // Modulo p the scaled face, modulo d the root: then σ² + κ·Q is a multiple of d.
    const residue = mod(coefficient * d)
    return centred(residue + p * mod((root - residue) * inverseModulo(p, d), d), p * d)
  })
  const inverse = inverseModulo(d, Q)
  return { denominator: d, cost: best.cost, phase: sigma.map((coefficient) => mod(coefficient * inverse, Q)) }
}

function facesByScore({ look }: Target): Map<number, Int8Array> {
  const faces = new Map<number, Int8Array>()
  for (let i = 0; i < 1500; i++) {
    const { signs, score } = look(0)
    if (score !== 0 && Math.abs(score) < 45) faces.set(score, signs)
  }
  return faces
}

/** Short d with κ·Q = d²·(1 − ratio²) modulo p, and a root of −κ·Q modulo d. */
function denominatorsFor(signs: Int8Array, ratio: bigint, rounding: number): Candidate[] {
  const rest = mod(1n - ratio * ratio)
  if (rest === 0n) return []
  const quotient = (Q % p) * inverseModulo(rest, p)
  return [1n, 2n, 3n, 4n, 5n, 6n].flatMap((size) =>
    [size, -size].flatMap((kappa) => {
      const found = rootModulo(kappa * quotient, p)
      if (found === null) return []
      return [found, p - found].flatMap((denominator) => {
        const cost = costOf(kappa, denominator, rounding)
        if (cost > mostWraps) return []
        const root = rootModuloComposite(-kappa * Q, denominator)
        return root === null ? [] : [{ signs, ratio, denominator, root, cost }]
      })
    }),
  )
}
