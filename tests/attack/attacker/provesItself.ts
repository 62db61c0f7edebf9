import { expect, test } from 'vitest'
import { uniformityOf } from '../../match/uniformity.ts'
import { context } from '../../match/world.ts'
import { attempt } from './attempt.ts'
import type { Target } from './target.ts'
import { weakened, type Weakness } from './weakened.ts'
import { prepareFromBytes } from '../../match/fromBytes.ts'

/** A polynomial, by somebody who knows all of an account but its face. */
export type Cheat = (target: Target) => BigUint64Array<ArrayBuffer>

const tries = 3

/**
 * Two tests of an attack by a probe: that it wins against a verifier that leaves out the step it aims at, or it would prove
 * nothing; and that the real one gives it nothing, not even values that are other than uniform.
 */
export function provesItself(target: Target, weakness: Weakness, cheat: Cheat): void {
  test(`gets the token from a verifier with ${weakness}`, () => {
    const outcomes = Array.from({ length: tries }, () =>
      attempt(target, cheat(target), weakened(target.publicKey, weakness)),
    )
    expect(outcomes.map(({ token }) => token)).toContain(true)
  })

  test('gets nothing from ours', () => {
    const values: bigint[] = []
    for (let i = 0; i < tries; i++) {
      const outcome = attempt(target, cheat(target), prepareFromBytes(context, target.publicKey))
      expect(outcome.halves).toBe(0)
      values.push(...outcome.values)
    }
    expect(uniformityOf(values)).toBeLessThan(60)
  })
}
