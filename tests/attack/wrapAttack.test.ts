import { expect, test } from 'vitest'
import { decryptAnswers } from '../../shared/match/decryptAnswers.ts'
import { slots, stride } from '../../shared/match/parameters.ts'
import type { PreparedMatch } from '../../shared/match/prepareMatch.ts'
import { mod } from '../match/twin.ts'
import { context } from '../match/world.ts'
import { matched } from './attacker/attempt.ts'
import { scaledFace } from './attacker/cheats.ts'
import { modulus as Q, probeOfPhase } from './attacker/phase.ts'
import { createTarget } from './attacker/target.ts'
import { weakened } from './attacker/weakened.ts'
import { wrapped } from './attacker/wrap.ts'
import { prepareFromBytes } from '../match/fromBytes.ts'

/**
 * A probe whose phase wraps around Q (encrypted match §8.2, §7): an impostor scaled to an accepted score, which passes for
 * signs. It is not a message with noise, so nothing that is proven about messages covers it. Γ makes such a phase, which is
 * long, flood everything; the width of U does the same.
 */
const target = createTarget()
const slotsOf = (polynomial: BigUint64Array) => Array.from({ length: slots }, (_, k) => polynomial[k * stride] ?? 0n)
const phase = wrapped(slotsOf(scaledFace(target)))
const centredLength = Math.max(...phase.map((x) => Number(x > Q / 2n ? Q - x : x)))

/** Multiples of Q that an answer may have wrapped by. */
const wraps = Array.from({ length: 65 }, (_, i) => BigInt(i - 32))

/** Positions at which both halves of the token are a few wraps away: few enough to be searched for, with the tag. */
function found(prepared: PreparedMatch): number {
  const probe = probeOfPhase(target.secretKey, new Map(phase.map((x, k) => [k * stride, x])))
  const { answers, halves } = matched(target, probe, prepared)
  const read = decryptAnswers(context, target.secretKey, answers)
  const isNear = (half: 0 | 1, j: number) =>
    wraps.some((times) => mod((read[half][j] ?? 0n) + times * Q) === halves[half])
  return Array.from({ length: stride }, (_, j) => j).filter((j) => isNear(0, j) && isNear(1, j)).length
}

test('the phase is made as it should be: its square is one modulo p, after it has wrapped modulo Q', () => {
  expect(centredLength).toBeGreaterThan(2 ** 100)
  const square = phase.map((_, i) => {
    const sum = phase.reduce((total, a, j) => {
      const b = phase[(i - j + slots) % slots] ?? 0n
      return total + (j <= i ? a * b : -a * b)
    }, 0n)
    return mod(sum - BigInt(i === 0 ? 1 : 0), Q)
  })
  for (const rest of square) {
    const near = rest > Q / 2n ? rest - Q : rest
    expect(mod(near)).toBe(0n)
    expect(near < 2n ** 152n && near > -(2n ** 152n)).toBe(true)
  }
})

test('gets the token from a verifier with a U of 36 bits and no Γ', () => {
  expect([1, 2, 3].map(() => found(weakened(target.publicKey, 'a U of 36 bits and no Γ')) > 0)).toContain(true)
})

test('gets nothing where Γ is added, and nothing from ours', () => {
  for (let tries = 0; tries < 3; tries++) {
    expect(found(weakened(target.publicKey, 'a U of 36 bits'))).toBe(0)
    expect(found(prepareFromBytes(context, target.publicKey))).toBe(0)
  }
})
