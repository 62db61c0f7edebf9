import { describe, expect, test } from 'vitest'
import { decryptAnswers } from '../../shared/match/decryptAnswers.ts'
import { uniformityOf } from '../match/uniformity.ts'
import { mod, p } from '../match/twin.ts'
import { context } from '../match/world.ts'
import { matched } from './attacker/attempt.ts'
import { encodingsOf } from './attacker/encodings.ts'
import { inverseModulo } from './attacker/modular.ts'
import { modulus as Q, probeOfPhase } from './attacker/phase.ts'
import { createTarget } from './attacker/target.ts'
import { prepareFromBytes } from '../match/fromBytes.ts'

/**
 * Phases that are no message with a little noise. Here we tried without knowing what to hope for (docs/protocol.md §8.3 says what
 * covers them, and that it is no full proof): each is read as it is, and times what would undo it.
 */
const target = createTarget()

describe.each(encodingsOf(target))('%s', (_, phase) => {
  test('gets nothing', () => {
    const probe = probeOfPhase(target.secretKey, phase())
    const { answers, halves } = matched(target, probe, prepareFromBytes(context, target.publicKey))
    const [one, two] = decryptAnswers(context, target.secretKey, answers)
    for (const factor of [1n, 2n, p - 1n, inverseModulo(2n, p), mod(Q), inverseModulo(mod(Q), p)]) {
      expect([...one].map((value) => mod(value * factor))).not.toContain(halves[0])
      expect([...two].map((value) => mod(value * factor))).not.toContain(halves[1])
    }
    expect(uniformityOf([...one, ...two])).toBeLessThan(60)
  })
})
