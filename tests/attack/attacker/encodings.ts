import { pack } from '../../../shared/match/packing.ts'
import { mod, p } from '../../match/twin.ts'
import { context } from '../../match/world.ts'
import { scaledFace } from './cheats.ts'
import { inverseModulo, rootModulo } from './modular.ts'
import { modulus as Q } from './phase.ts'
import { honest, type Target } from './target.ts'

/** Coefficients in Z_Q by exponent. */
type Phase = ReadonlyMap<number, bigint>

const [first = 1n] = context.primes
const others = Q / first
/** 1 modulo the first prime, 0 modulo the others. */
const idempotent = mod(others * inverseModulo(others, first), Q)
const rootOfOne = mod(2n * idempotent - 1n, Q)

const phaseOf = (polynomial: BigUint64Array): Phase =>
  new Map([...polynomial.entries()].filter(([, coefficient]) => coefficient !== 0n))
const times = (phase: Phase, factor: bigint): Phase =>
  new Map([...phase].map(([exponent, coefficient]) => [exponent, mod(coefficient * factor, Q)]))

/** Phases that are no message with a little noise: encodings of other schemes, fractions, roots of one and idempotents modulo Q. */
export function encodingsOf(target: Target): readonly (readonly [name: string, phase: () => Phase])[] {
  const cheating = () => phaseOf(scaledFace(target))
  const right = () => phaseOf(pack(honest(target).signs))
  return [
    ['a scaled face as BFV encodes it', () => times(cheating(), Q / p)],
    ['a scaled face at the scale of CKKS', () => times(cheating(), 1n << 40n)],
    ['half a scaled face', () => times(cheating(), inverseModulo(2n, Q))],
    ['a scaled face over p', () => times(cheating(), inverseModulo(p, Q))],
    ['a scaled face modulo the prime that stays', () => times(cheating(), idempotent)],
    ['a scaled face modulo the primes that go', () => times(cheating(), mod(1n - idempotent, Q))],
    ['a scaled face of turned sign modulo some primes', () => times(cheating(), rootOfOne)],
    ['the right face of turned sign modulo some primes', () => times(right(), rootOfOne)],
    ['the right face modulo the prime that stays', () => times(right(), idempotent)],
    ['the right face as BFV encodes it', () => times(right(), Q / p)],
    ['signs times a root of 1 + κ·Q, by one long coefficient', () => ofOneWrap(target)],
    ['a monomial', () => new Map([[32, 1n]])],
    ['the middle of Q', () => new Map([[0, (Q - 1n) / 2n]])],
    ['p', () => new Map([[0, p]])],
    ['nothing', () => new Map([[0, 0n]])],
  ]
}

/**
 * X = c + ξ with c near the square root of κ·Q, and ξ short: X² = 1 + p·τ modulo Q for a τ that U does not drown, where X modulo p is a list
 * of signs times a root ρ of 1 + κ·Q. Γ floods one coefficient alone (encrypted match §8.3).
 */
function ofOneWrap(target: Target): Phase {
  const { signs } = honest(target)
  for (let kappa = 2n; ; kappa++) {
    const root = rootModulo(1n + kappa * Q, p)
    if (root === null) continue
    const scaled = pack(Array.from(signs, (sign) => mod(BigInt(sign) * root)))
    const near = integerRoot(kappa * Q)
    const phase = new Map(phaseOf(scaled))
    // The constant coefficient, moved by a multiple of p to where its square wraps κ times.
    phase.set(0, near + mod((scaled[0] ?? 0n) - near))
    return phase
  }
}

/** The largest integer whose square is not above (Newton, Heron). */
function integerRoot(square: bigint): bigint {
  let root = square
  for (let next = (root + 1n) / 2n; next < root; next = (root + square / root) / 2n) root = next
  return root
}
