import { pack } from '../../../shared/match/packing.ts'
import { randomElements } from '../../../shared/match/randomness.ts'
import { scoreOf } from '../../../shared/match/score.ts'
import { acceptedScores } from '../../../shared/match/scoreTests.ts'
import { inverse, K, mod, n, power, psi } from '../../match/twin.ts'
import type { Cheat } from './provesItself.ts'
import { honest, impostor, type Target } from './target.ts'

/** Probes that are no signs but would have an accepted score, as polynomials before encryption (encrypted match §9, §8). */

const wantedScore = ({ acceptThreshold }: Target) => BigInt(acceptThreshold + 20)
const weightAt = ({ weights }: Target, i: number) => BigInt(weights[i] ?? 0)
const slotsWhere = ({ weights }: Target, test: (weight: number) => boolean) =>
  [...weights.keys()].filter((i) => test(weights[i] ?? 0))
const weighty = (weight: number) => weight !== 0
const sum = (values: readonly bigint[]) => mod(values.reduce((total, value) => total + value, 0n))
const uniform = () => [...randomElements(n)]

/** Slots of any values but one, which makes the score the wanted one modulo p. */
function solved(target: Target, slots: readonly bigint[], at: number): bigint[] {
  const rest = sum(slots.map((value, i) => (i === at ? 0n : weightAt(target, i) * value)))
  return slots.with(at, mod((wantedScore(target) - rest) * inverse(weightAt(target, at))))
}

/** A face whose score becomes an accepted one when its signs are multiplied by a small number. */
export const scaledFace: Cheat = (target) => {
  const accepted = acceptedScores(target.acceptThreshold)
  for (;;) {
    const { signs, score } = impostor(target)
    const factor = [2, 3, 4, 5, 6, 7, 8].find((candidate) => accepted.includes(candidate * score))
    if (factor) return pack(Array.from(signs, (sign) => sign * factor))
  }
}

/** Somebody else's signs but for one slot, whose value repairs the score. */
export const oneSlotNoSign: Cheat = (target) =>
  pack(solved(target, Array.from(impostor(target).signs, BigInt), slotsWhere(target, weighty)[0] ?? 0))

/** The right face but for one slot, which is zero: the least that a slot can be off. */
export const oneSlotZero: Cheat = (target) => {
  const accepted = acceptedScores(target.acceptThreshold)
  for (;;) {
    const { signs } = honest(target)
    const slot = slotsWhere(target, weighty).find((i) => accepted.includes(scoreOf(target.weights, signs.with(i, 0))))
    if (slot !== undefined) return pack(signs.with(slot, 0))
  }
}

/** Slots without any sense but the score. */
export const uniformSlots: Cheat = (target) => pack(solved(target, uniform(), slotsWhere(target, weighty)[0] ?? 0))

/** A face scaled to the wanted score, and two slots that the template ignores with what repairs the norm. */
export const repairedNorm: Cheat = (target) => {
  const { signs, score } = impostor(target)
  const [a = 0, b = 0] = slotsWhere(target, (weight) => weight === 0)
  const slots = Array.from(signs, (sign) => mod(BigInt(sign) * wantedScore(target) * inverse(BigInt(score))))
  slots[a] = slots[b] = 0n
  // u·v = u_a² + u_b² has a solution for any u, as −1 is a square.
  const missing = mod(BigInt(n) - sum(slots.map((value) => value * value)))
  const u = 12_345n
  const v = mod(missing * inverse(u))
  const half = inverse(2n)
  slots[a] = mod((u + v) * half)
  slots[b] = mod((u - v) * half * inverse(power(psi, BigInt(n / 2))))
  return pack(slots)
}

/** The same polynomial at each root: all slots equal. */
export const constant: Cheat = (target) => {
  const polynomial = new BigUint64Array(8192)
  polynomial[0] = mod(wantedScore(target) * inverse(sum(Array.from(target.weights, BigInt))))
  return polynomial
}

/** All 8192 coefficients uniform, but for what the score tests see, which is the wanted score. */
export const uniformPolynomial: Cheat = (target) => {
  const [a = 0, b = 0] = slotsWhere(target, weighty)
  // Coefficients 0 and n − 1 of the product with the template: the only ones that reach the first K places.
  const seen = (i: number) => {
    const weight = weightAt(target, i)
    return [weight, weight * power(inverse(psi), BigInt((n - 1) * (2 * i + 1)))] as const
  }
  const polynomial = pack(solved(target, uniform(), a))
  for (let stray = 1; stray < K; stray++) {
    const slots = uniform()
    slots[a] = slots[b] = 0n
    const [low = 0n, high = 0n] = [0, 1].map((row) => sum(slots.map((value, i) => value * (seen(i)[row] ?? 0n))))
    const [[a0, a1], [b0, b1]] = [seen(a), seen(b)]
    const scale = inverse(a0 * b1 - a1 * b0)
    slots[a] = mod(scale * (high * b0 - low * b1))
    slots[b] = mod(scale * (low * a1 - high * a0))
    pack(slots).forEach((coefficient, i) => {
      if (i % K === 0) polynomial[i + stray] = coefficient
    })
  }
  return polynomial
}

/** The right face with one coefficient where the packing has none. The template must not see it. */
export const strayCoefficient: Cheat = (target) => {
  const probe = pack(honest(target).signs)
  probe[1] = 1n
  return probe
}

/** Nothing at all: a score of zero. */
export const allZero: Cheat = () => new BigUint64Array(8192)
