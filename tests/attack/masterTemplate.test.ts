import { expect, test } from 'vitest'
import { pack } from '../../shared/match/packing.ts'
import { encryptTemplate } from '../../shared/match/template.ts'
import { context } from '../match/world.ts'
import { attempt } from './attacker/attempt.ts'
import { createTarget } from './attacker/target.ts'
import { prepareFromBytes } from '../match/fromBytes.ts'

/**
 * Whoever enrols may send a template that is no face: one large entry accepts everybody who has that sign, half of mankind,
 * whatever the operator's false match rate. The verifier cannot see it. It is by design (docs/protocol.md §8.5): who enrols
 * could enrol herself; and an account's template says only what its owner wanted. The test holds the document to it.
 */
test('a template that is no face accepts about half of all faces: enrolment is trusted', () => {
  const target = createTarget()
  const weights = new Int32Array(256)
  weights[0] = target.acceptThreshold
  const template = encryptTemplate(context, target.secretKey, weights)
  const tried = Array.from({ length: 12 }, () => target.look(0).signs)
  const accepted = tried.map(
    (signs) =>
      attempt({ ...target, weights, template }, pack(signs), prepareFromBytes(context, target.publicKey)).token,
  )
  expect(accepted).toEqual(tried.map((signs) => signs[0] === 1))
  expect(new Set(accepted).size).toBe(2)
})
