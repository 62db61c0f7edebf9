import { describe, expect, test } from 'vitest'
import { pack } from '../../shared/match/packing.ts'
import { randomElements } from '../../shared/match/randomness.ts'
import { scoreOf } from '../../shared/match/score.ts'
import { acceptedScores } from '../../shared/match/scoreTests.ts'
import { encryptTemplate } from '../../shared/match/template.ts'
import { inverse, K, mod, n, power, psi } from '../match/twin.ts'
import { uniformityOf } from '../match/uniformity.ts'
import { context, createPerson } from '../match/world.ts'
import { attempt, type Attack } from './attempt.ts'
import type { Weakness } from './weakened.ts'

/** The attacker holds the keys of an account, and for good measure its template in the clear; she lacks the face. */
const victim = createPerson(6)
const acceptThreshold = 100 + victim.parity
const accepted = acceptedScores(acceptThreshold)
const wanted = BigInt(acceptThreshold + 20)
const { weights } = victim

const against = (probe: BigUint64Array<ArrayBuffer>): Attack => ({ target: victim, probe, acceptThreshold })
const weightAt = (i: number) => BigInt(weights[i] ?? 0)
const slotsWhere = (test: (weight: number) => boolean) => [...weights.keys()].filter((i) => test(weights[i] ?? 0))
const sum = (values: readonly bigint[]) => mod(values.reduce((total, value) => total + value, 0n))
const uniformSlots = () => [...randomElements(n)]
/** Somebody else's face, with a score that is not accepted and not zero. */
const impostor = () => {
  for (;;) {
    const look = victim.look(0.3)
    if (look.score > 0 && look.score < acceptThreshold) return look
  }
}

/** Slots of any values but one, which makes the score the wanted one modulo p. */
function solved(slots: readonly bigint[], at: number): bigint[] {
  const rest = sum(slots.map((value, i) => (i === at ? 0n : weightAt(i) * value)))
  return slots.with(at, mod((wanted - rest) * inverse(weightAt(at))))
}

/** A probe of all 8192 coefficients that are uniform but for what the score tests see, which is the wanted score. */
function uniformPolynomial(): BigUint64Array<ArrayBuffer> {
  const [a = 0, b = 0] = slotsWhere((weight) => weight !== 0)
  // Coefficients 0 and n − 1 of the product with the template: the only ones that reach the first K places.
  const seen = (i: number) => [weightAt(i), weightAt(i) * power(inverse(psi), BigInt((n - 1) * (2 * i + 1)))] as const
  const polynomial = pack(solved(uniformSlots(), a))
  for (let stray = 1; stray < K; stray++) {
    const slots = uniformSlots()
    slots[a] = slots[b] = 0n
    const [low, high] = [0, 1].map((row) => sum(slots.map((value, i) => value * (seen(i)[row] ?? 0n))))
    const [[a0, a1], [b0, b1]] = [seen(a), seen(b)]
    const scale = inverse(a0 * b1 - a1 * b0)
    slots[a] = mod(scale * ((high ?? 0n) * b0 - (low ?? 0n) * b1))
    slots[b] = mod(scale * ((low ?? 0n) * a1 - (high ?? 0n) * a0))
    pack(slots).forEach((coefficient, i) => {
      if (i % K === 0) polynomial[i + stray] = coefficient
    })
  }
  return polynomial
}

/** A face scaled to the wanted score, and two slots that the template ignores with what repairs the norm. */
function repairedNorm(): BigUint64Array<ArrayBuffer> {
  const { signs, score } = impostor()
  const [a = 0, b = 0] = slotsWhere((weight) => weight === 0)
  const slots = Array.from(signs, (sign) => mod(BigInt(sign) * wanted * inverse(BigInt(score))))
  slots[a] = slots[b] = 0n
  // u·v = u_a² + u_b² has a solution for any u, as −1 is a square.
  const missing = mod(BigInt(n) - sum(slots.map((value) => value * value)))
  const u = 12_345n
  const v = mod(missing * inverse(u))
  const half = inverse(2n)
  slots[a] = mod((u + v) * half)
  slots[b] = mod((u - v) * half * inverse(power(psi, BigInt(n / 2))))
  expect(sum(slots.map((value) => value * value))).toBe(BigInt(n))
  return pack(slots)
}

function scaledFace(): BigUint64Array<ArrayBuffer> {
  for (;;) {
    const { signs, score } = impostor()
    const factor = [2, 3, 4, 5, 6, 7, 8].find((candidate) => accepted.includes(candidate * score))
    if (factor) return pack(signs.map((sign) => sign * factor))
  }
}

function zeroSlot(): BigUint64Array<ArrayBuffer> {
  for (;;) {
    const { signs } = victim.look(0.9)
    const slot = slotsWhere((weight) => weight !== 0).find((i) => accepted.includes(scoreOf(weights, signs.with(i, 0))))
    if (slot !== undefined) return pack(signs.with(slot, 0))
  }
}

function strayCoefficient(): Attack {
  // A template whose weights add up to zero does not see X, but in one position of 32.
  const balanced = weights.with(
    0,
    weights.reduce((total, weight) => total - weight, weights[0] ?? 0),
  )
  const template = encryptTemplate(context, victim.secretKey, balanced)
  for (;;) {
    const { signs } = victim.look(0.9)
    if (!acceptedScores(100).includes(scoreOf(balanced, signs))) continue
    const probe = pack(signs)
    probe[1] = 1n
    return { target: { ...victim, template }, probe, acceptThreshold: 100 }
  }
}

function face(acceptedFrom: (score: number) => number): Attack {
  const { signs, score } = impostor()
  return { target: victim, probe: pack(signs), acceptThreshold: acceptedFrom(score) }
}

const attacks: readonly (readonly [name: string, weakness: Weakness, attack: () => Attack])[] = [
  ['a scaled face', 'no square test', () => against(scaledFace())],
  [
    'one slot that is not a sign',
    'no square test',
    () => against(pack(solved(Array.from(impostor().signs, BigInt), slotsWhere((weight) => weight !== 0)[0] ?? 0))),
  ],
  ['one slot that is zero', 'no square test', () => against(zeroSlot())],
  ['huge values where the template is zero', 'norm test', () => against(repairedNorm())],
  ['a stray coefficient', 'no square test', strayCoefficient],
  [
    'uniform slots with an accepted score',
    'no square test',
    () => against(pack(solved(uniformSlots(), slotsWhere((weight) => weight !== 0)[0] ?? 0))),
  ],
  ['a uniform polynomial with an accepted score', 'no square test', () => against(uniformPolynomial())],
  [
    'a constant with an accepted score',
    'no square test',
    () =>
      against(
        BigUint64Array.of(
          ...new Array<bigint>(8192).fill(0n).with(0, mod(wanted * inverse(sum(Array.from(weights, BigInt))))),
        ),
      ),
  ],
  [
    'all zero, even where a score of zero is accepted',
    'no square test',
    () => ({ target: victim, probe: new BigUint64Array(8192), acceptThreshold: 0 }),
  ],
]

describe.each(attacks)('%s', (_, weakness, attack) => {
  test(`gets the token from a verifier with ${weakness}`, () => {
    const tries = Array.from({ length: 4 }, () => attempt(attack(), weakness).token)
    expect(tries).toContain(true)
  })

  test('gets nothing', () => {
    const values: bigint[] = []
    for (let tries = 0; tries < 4; tries++) {
      const outcome = attempt(attack(), 'none')
      expect(outcome.halves).toBe(0)
      values.push(...outcome.values)
    }
    expect(uniformityOf(values)).toBeLessThan(60)
  })
})

describe("an impostor's face", () => {
  test('gets the token where its score is accepted', () => {
    expect(
      attempt(
        face((score) => score),
        'none',
      ).token,
    ).toBe(true)
  })

  test('gets nothing where its score is just too low, or just too high', () => {
    for (const acceptedFrom of [(score: number) => score + 2, (score: number) => score - 64]) {
      const outcome = attempt(face(acceptedFrom), 'none')
      expect(outcome.halves).toBe(0)
      expect(uniformityOf(outcome.values)).toBeLessThan(60)
    }
  })
})

test('an honest probe gets the token from the weaker verifiers too, so that theirs is the same match', () => {
  for (;;) {
    const { signs, score } = victim.look(0.9)
    if (!accepted.includes(score)) continue
    expect(attempt(against(pack(signs)), 'no square test').token).toBe(true)
    expect(attempt(against(pack(signs)), 'norm test').token).toBe(true)
    expect(attempt(against(pack(signs)), 'none').token).toBe(true)
    return
  }
})
