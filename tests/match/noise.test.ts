import { expect, test } from 'vitest'
import { answerHalf } from '../../shared/match/answerHalf.ts'
import { bindHalf } from '../../shared/match/bindHalf.ts'
import { loadProbe } from '../../shared/match/loadProbe.ts'
import { loadSecretKey } from '../../shared/match/loadSecretKey.ts'
import { loadTemplate } from '../../shared/match/loadTemplate.ts'
import { plainModulus, stride, templateNorm } from '../../shared/match/parameters.ts'
import { encryptProbe } from '../../shared/match/probe.ts'
import { randomElements } from '../../shared/match/randomness.ts'
import { drawScoreTests, type ScoreTests } from '../../shared/match/scoreTests.ts'
import { encryptTemplate } from '../../shared/match/template.ts'
import { encryptTemplateForOwner } from '../../shared/match/templateForOwner.ts'
import { context, createPerson } from './world.ts'
import { prepareFromBytes } from './fromBytes.ts'

const person = createPerson(4)
const { seal, evaluator } = context

const face = () => person.look(0.9).signs
const ones = () => new Int8Array(256).fill(1)
const alternating = () => ones().map((_, i) => (i % 2 === 0 ? 1 : -1))
const oneEntry = new Int32Array(256).with(255, templateNorm)
const manyEntries = new Int32Array(256).fill(-1)
const templateOf = (weights: Int32Array) => encryptTemplate(context, person.secretKey, weights)
/** As far from zero as SEAL lifts them. */
const furthest = () => new BigUint64Array(stride).fill((plainModulus - 1n) / 2n)

test.each([
  ['a template of the device', person.template, face, () => randomElements(stride)],
  [
    'a template by the verifier',
    encryptTemplateForOwner(context, person.publicKey, person.weights),
    face,
    () => randomElements(stride),
  ],
  ['the largest multipliers', person.template, face, furthest],
  ['one large weight and a constant probe', templateOf(oneEntry), ones, furthest],
  ['many weights and an alternating probe', templateOf(manyEntries), alternating, furthest],
])('the noise budget lasts through every step for %s', (_, template, signs, multipliers) => {
  using secretKey = loadSecretKey(context, person.secretKey)
  using decryptor = new seal.Decryptor(context.context, secretKey)
  using w = loadTemplate(context, template)
  using x = loadProbe(context, encryptProbe(context, person.secretKey, signs()))
  const prepared = prepareFromBytes(context, person.publicKey)
  const tests = drawScoreTests(100, randomElements(2)).map((half) => ({ ...half, multipliers: multipliers() }))
  const [firstTests, secondTests] = tests as [ScoreTests, ScoreTests]
  const bound = [bindHalf(context, w, firstTests, prepared[0]), bindHalf(context, w, secondTests, prepared[1])] as const
  using cover = new seal.Ciphertext()
  cover.loadFromArray(context.context, bound[0].cover)
  using first = answerHalf(context, x, bound[0])
  using second = answerHalf(context, x, bound[1])
  const left = [w, x, cover, first, second].map((ciphertext) => decryptor.invariantNoiseBudget(ciphertext))
  for (const answer of [first, second]) {
    evaluator.cipherModSwitchToInplace(answer, context.lastParmsId)
    left.push(decryptor.invariantNoiseBudget(answer))
  }
  // Of 180 bits. What a template takes of them bounds its noise, which Γ has to flood (docs/protocol.md §8.1). The most that
  // 8192 coefficients show is about four standard deviations, so that with three bits left the one that fails would be
  // thirty-two away.
  const least = [134, 138, 48, 3, 3, 3, 3]
  left.forEach((budget, i) => expect(budget).toBeGreaterThanOrEqual(least[i] ?? 0))
})
