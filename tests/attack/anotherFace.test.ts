import { describe, expect, test } from 'vitest'
import { pack } from '../../shared/match/packing.ts'
import { uniformityOf } from '../match/uniformity.ts'
import { context } from '../match/world.ts'
import { attempt } from './attacker/attempt.ts'
import { createTarget, honest, impostor } from './attacker/target.ts'
import { weakened } from './attacker/weakened.ts'
import { prepareFromBytes } from '../match/fromBytes.ts'

/** No trick: somebody else's signs, encrypted as they should be. What the score tests alone must refuse. */
describe("an impostor's face", () => {
  const target = createTarget()
  const prepared = () => prepareFromBytes(context, target.publicKey)
  const tried = (acceptedFrom: (score: number) => number) => {
    const { signs, score } = impostor(target)
    return attempt({ ...target, acceptThreshold: acceptedFrom(score) }, pack(signs), prepared())
  }

  test('gets the token where its score is accepted', () => {
    expect(tried((score) => score).token).toBe(true)
    expect(tried((score) => score - 62).token).toBe(true)
  })

  test('gets nothing where its score is just too low, just too high, or of another parity', () => {
    for (const acceptedFrom of [
      (score: number) => score + 2,
      (score: number) => score - 64,
      (score: number) => score - 1,
    ]) {
      const outcome = tried(acceptedFrom)
      expect(outcome.halves).toBe(0)
      expect(uniformityOf(outcome.values)).toBeLessThan(60)
    }
  })

  test('is told from an honest one by weaker verifiers too: theirs is the same match, but for what they leave out', () => {
    const { signs } = honest(target)
    expect(attempt(target, pack(signs), prepared()).token).toBe(true)
    for (const weakness of [
      'no square test',
      'a norm test instead of the square test',
      'no mask',
      'a U of 36 bits',
      'a U of 36 bits and no Γ',
    ] as const) {
      expect(attempt(target, pack(signs), weakened(target.publicKey, weakness)).token).toBe(true)
    }
  })
})
