import { expect, test } from 'vitest'
import type { Bytes } from '../../shared/match/bytes.ts'
import { decryptAnswers } from '../../shared/match/decryptAnswers.ts'
import { ciphertextLayout } from '../../shared/match/layout.ts'
import { stride } from '../../shared/match/parameters.ts'
import { prepareMatch, type PreparedMatch } from '../../shared/match/prepare.ts'
import { mod, p } from '../match/twin.ts'
import { context } from '../match/world.ts'
import { matched } from './attempt.ts'
import { denominated, type Denominated } from './denominator.ts'
import { centred, inverseModulo } from './modular.ts'
import { modulus as Q, probeOfPhase } from './phase.ts'
import { createTarget, type Target } from './target.ts'
import { weakened } from './weakened.ts'

/**
 * A probe whose phase is a fraction modulo Q (encrypted match §4, §7). The answer times the denominator is short again, and
 * gives each half of the token up to some thousand wraps around Q: with the tag, few enough to search. A U that is 48 bits
 * wider than p leaves 2^48 times as many.
 */
const lastPrime = context.primes[0] ?? 0n
/** Chance puts both halves this near at one of 32 positions once in 10^10 tries. */
const mostWraps = 40_000n

/** Not every account has a face with a short denominator: the attacker takes one that has. */
function vulnerable(): { target: Target; found: Denominated } {
  for (let seed = 28; ; seed++) {
    const target = createTarget(seed)
    const found = denominated(target)
    if (found) return { target, found }
  }
}
const { target, found } = vulnerable()
const probe = probeOfPhase(target.secretKey, new Map(found.phase.map((x, k) => [k * stride, x])))

/** An answer times a number, which whoever holds the key may do to it before she opens it. */
function multiplied(answer: Bytes, factor: bigint): Bytes {
  const words = new BigUint64Array(answer.slice(ciphertextLayout.data).buffer)
  const product = answer.slice()
  product.set(new Uint8Array(words.map((word) => (word * factor) % lastPrime).buffer), ciphertextLayout.data)
  return product
}

/** Whether both halves of the token stand at one position, up to a number of wraps that can be searched. */
function reads(prepared: PreparedMatch): boolean {
  const { answers, halves } = matched(target, probe, prepared)
  const read = decryptAnswers(context, target.secretKey, [
    multiplied(answers[0], found.denominator),
    multiplied(answers[1], found.denominator),
  ])
  const perWrap = inverseModulo(Q, p)
  const isNear = (half: 0 | 1, j: number) => {
    const distance = centred(mod(halves[half] * found.denominator - (read[half][j] ?? 0n)) * perWrap, p)
    return distance < mostWraps && distance > -mostWraps
  }
  return Array.from({ length: stride }, (_, j) => j).some((j) => isNear(0, j) && isNear(1, j))
}

test('a U of 36 bits lets both halves be read, up to a search', () => {
  const tries = [1, 2, 3].map(() => reads(weakened(target.publicKey, 'a U of 36 bits')))
  expect(tries.filter(Boolean).length).toBeGreaterThanOrEqual(2)
})

test('gets nothing from ours, whose U has 84 bits', () => {
  for (let tries = 0; tries < 6; tries++) expect(reads(prepareMatch(context, target.publicKey))).toBe(false)
})
