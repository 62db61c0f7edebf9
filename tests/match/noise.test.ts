import { expect, test } from 'vitest'
import { answerHalf } from '../../shared/match/answerHalf.ts'
import { bindHalf } from '../../shared/match/bindHalf.ts'
import { loadProbe } from '../../shared/match/loadProbe.ts'
import { loadSecretKey } from '../../shared/match/loadSecretKey.ts'
import { loadTemplate } from '../../shared/match/loadTemplate.ts'
import { prepareMatch } from '../../shared/match/prepare.ts'
import { encryptProbe } from '../../shared/match/probe.ts'
import { randomElements } from '../../shared/match/randomness.ts'
import { drawScoreTests } from '../../shared/match/scoreTests.ts'
import { encryptTemplateForOwner } from '../../shared/match/templateForOwner.ts'
import { context, createPerson } from './world.ts'

const person = createPerson(4)
const { seal, evaluator } = context

test.each([
  ['of the device', person.template],
  ['by the verifier', encryptTemplateForOwner(context, person.publicKey, person.weights)],
])('the noise budget lasts through every step for a template %s', (_, template) => {
  using secretKey = loadSecretKey(context, person.secretKey)
  using decryptor = new seal.Decryptor(context.context, secretKey)
  using w = loadTemplate(context, template)
  using x = loadProbe(context, encryptProbe(context, person.secretKey, person.look(0.9).signs))
  const prepared = prepareMatch(context, person.publicKey)
  const tests = drawScoreTests(100, randomElements(2))
  const bound = [bindHalf(context, w, tests[0], prepared[0]), bindHalf(context, w, tests[1], prepared[1])] as const
  using cover = new seal.Ciphertext()
  cover.loadFromArray(context.context, bound[0].cover)
  using first = answerHalf(context, x, bound[0])
  using second = answerHalf(context, x, bound[1])
  const left = [w, x, cover, first, second].map((ciphertext) => decryptor.invariantNoiseBudget(ciphertext))
  for (const answer of [first, second]) {
    evaluator.cipherModSwitchToInplace(answer, context.lastParmsId)
    left.push(decryptor.invariantNoiseBudget(answer))
  }
  // Of 180 bits. The most that 8192 coefficients show is about four standard deviations, so that three bits left mean
  // that the one which fails would be thirty-two away.
  const least = [130, 130, 48, 3, 3, 3, 3]
  left.forEach((budget, i) => expect(budget).toBeGreaterThanOrEqual(least[i] ?? 0))
})
