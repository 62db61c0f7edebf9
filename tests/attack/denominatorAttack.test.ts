import { expect, test } from 'vitest'
import type { PreparedMatch } from '../../shared/match/prepareMatch.ts'
import { context } from '../match/world.ts'
import { denominated, type Denominated } from './attacker/denominator.ts'
import { readsBoth } from './attacker/readsBoth.ts'
import { createTarget, type Target } from './attacker/target.ts'
import { weakened } from './attacker/weakened.ts'
import { prepareFromBytes } from '../match/fromBytes.ts'

/**
 * A probe whose phase is a fraction modulo Q (encrypted match §8.2, §7). The answer times the denominator is short again, and
 * gives each half of the token up to some thousand wraps around Q: with the tag, few enough to search. A U that is 48 bits
 * wider than p leaves 2^48 times as many.
 */
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

const reads = (prepared: PreparedMatch) => readsBoth(target, found, prepared, mostWraps)

test('a U of 36 bits lets both halves be read, up to a search', () => {
  const tries = [1, 2, 3].map(() => reads(weakened(target.publicKey, 'a U of 36 bits')))
  expect(tries.filter(Boolean).length).toBeGreaterThanOrEqual(2)
})

test('gets nothing from ours, whose U has 84 bits', () => {
  for (let tries = 0; tries < 6; tries++) expect(reads(prepareFromBytes(context, target.publicKey))).toBe(false)
})
