import { describe, expect, test } from 'vitest'
import { decryptAnswers } from '../../shared/match/decryptAnswers.ts'
import { pack } from '../../shared/match/packing.ts'
import { prepareMatch } from '../../shared/match/prepare.ts'
import { uniformityOf } from '../match/uniformity.ts'
import { mod, p } from '../match/twin.ts'
import { context } from '../match/world.ts'
import { matched } from './attacker/attempt.ts'
import { scaledFace } from './attacker/cheats.ts'
import { inverseModulo } from './attacker/modular.ts'
import { modulus as Q, probeOfPhase } from './attacker/phase.ts'
import { createTarget, honest } from './attacker/target.ts'

/**
 * Phases that are no message with a little noise: encodings of other schemes, fractions, roots of one and idempotents modulo Q.
 * Here we tried without knowing what to hope for (docs/protocol.md §8.3 says what covers them, and that it is no full proof): each
 * is read as it is, and times what would undo it.
 */
const target = createTarget()
const [first = 1n] = context.primes
const others = Q / first
/** 1 modulo the first prime, 0 modulo the others. */
const idempotent = mod(others * inverseModulo(others, first), Q)
const rootOfOne = mod(2n * idempotent - 1n, Q)

type Phase = ReadonlyMap<number, bigint>
const phaseOf = (polynomial: BigUint64Array): Phase =>
  new Map([...polynomial.entries()].filter(([, coefficient]) => coefficient !== 0n))
const times = (phase: Phase, factor: bigint): Phase =>
  new Map([...phase].map(([exponent, coefficient]) => [exponent, mod(coefficient * factor, Q)]))

const cheating = () => phaseOf(scaledFace(target))
const right = () => phaseOf(pack(honest(target).signs))

const phases: readonly (readonly [string, () => Phase])[] = [
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
  ['a monomial', () => new Map([[32, 1n]])],
  ['the middle of Q', () => new Map([[0, (Q - 1n) / 2n]])],
  ['p', () => new Map([[0, p]])],
  ['nothing', () => new Map([[0, 0n]])],
]

describe.each(phases)('%s', (_, phase) => {
  test('gets nothing', () => {
    const probe = probeOfPhase(target.secretKey, phase())
    const { answers, halves } = matched(target, probe, prepareMatch(context, target.publicKey))
    const [one, two] = decryptAnswers(context, target.secretKey, answers)
    for (const factor of [1n, 2n, p - 1n, inverseModulo(2n, p), mod(Q), inverseModulo(mod(Q), p)]) {
      expect([...one].map((value) => mod(value * factor))).not.toContain(halves[0])
      expect([...two].map((value) => mod(value * factor))).not.toContain(halves[1])
    }
    expect(uniformityOf([...one, ...two])).toBeLessThan(60)
  })
})
