import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decryptAnswers } from '../../shared/match/decryptAnswers.ts'
import { createKeyPair } from '../../shared/match/keyPair.ts'
import type { MatchOutput } from '../../shared/match/answerProbe.ts'
import { loadProbe } from '../../shared/match/loadProbe.ts'
import { loadSecretKey } from '../../shared/match/loadSecretKey.ts'
import { openAnswers } from '../../shared/match/openAnswers.ts'
import { finishProbe } from '../../shared/match/finishProbe.ts'
import { prepareProbe } from '../../shared/match/prepareProbe.ts'
import { encryptProbe } from '../../shared/match/probe.ts'
import { scoreOf } from '../../shared/match/score.ts'
import { acceptedScores } from '../../shared/match/scoreTests.ts'
import { tagOf } from '../../shared/match/tag.ts'
import { encryptTemplate } from '../../shared/match/template.ts'
import { encryptTemplateForOwner } from '../../shared/match/templateForOwner.ts'
import { uniformityOf } from './uniformity.ts'
import { context, createPerson, type Person } from './world.ts'
import { match, prepareFromBytes } from './fromBytes.ts'

const person = createPerson(1)
const stranger = createPerson(2)
const acceptThreshold = 100 + person.parity
const transcript = Uint8Array.from({ length: 192 }, (_, i) => i)

function matched(owner: Person, signs: Int8Array, template = owner.template): MatchOutput {
  const probe = encryptProbe(context, owner.secretKey, signs)
  return match(context, { template, probe, acceptThreshold, prepared: prepareFromBytes(context, owner.publicKey) })
}

async function opened({ answers, token }: MatchOutput, secretKey = person.secretKey, about = transcript) {
  return openAnswers(context, secretKey, answers, about, await tagOf(transcript, token))
}

test('the same person gets the token, by a template of the device and by one of the verifier', async () => {
  const { signs, score } = person.look(0.9)
  expect(acceptedScores(acceptThreshold)).toContain(score)
  const templates = [person.template, encryptTemplateForOwner(context, person.publicKey, person.weights)]
  for (const template of templates) {
    const output = matched(person, signs, template)
    expect(await opened(output)).toEqual(output.token)
  }
})

test('a probe that was begun before its signs were known gets the token too, and is begun anew for each', async () => {
  const { signs } = person.look(0.9)
  const begun = prepareProbe(context, person.secretKey)
  const probe = finishProbe(context, begun, signs)
  const input = { template: person.template, acceptThreshold, prepared: prepareFromBytes(context, person.publicKey) }
  const output = match(context, { ...input, probe })
  expect(await opened(output)).toEqual(output.token)
  expect(begun.buffer.detached).toBe(true)
  expect(() => finishProbe(context, begun, signs)).toThrow('second use')

  // As much noise as in one that SEAL encrypts: the message is lifted as it lifts it.
  using secretKey = loadSecretKey(context, person.secretKey)
  using decryptor = new context.seal.Decryptor(context.context, secretKey)
  using finished = loadProbe(context, probe)
  using atOnce = loadProbe(context, encryptProbe(context, person.secretKey, signs))
  const [left, usual] = [finished, atOnce].map((each) => decryptor.invariantNoiseBudget(each))
  expect(Math.abs((left ?? 0) - (usual ?? 0))).toBeLessThanOrEqual(1)
})

test('another person gets nothing', async () => {
  const { signs, score } = person.look(0.3)
  expect(score).toBeLessThan(acceptThreshold)
  expect(await opened(matched(person, signs))).toBeNull()
})

test('nobody opens an answer with another key, or for another transcript', async () => {
  const output = matched(person, person.look(0.9).signs)
  expect(await opened(output, stranger.secretKey)).toBeNull()
  expect(await opened(output, person.secretKey, transcript.with(0, 255))).toBeNull()
  expect(await opened(output)).toEqual(output.token)
})

test("a template under another key than the probe's matches nobody", async () => {
  expect(await opened(matched(person, person.look(0.9).signs, stranger.template))).toBeNull()
})

test('whatever the template and the signs, the token comes for exactly the accepted scores', async () => {
  const smallWeights = fc.array(fc.integer({ min: -2, max: 2 }), { minLength: 256, maxLength: 256 })
  const vector = fc.array(fc.constantFrom(-1, 1), { minLength: 256, maxLength: 256 })
  await fc.assert(
    fc.asyncProperty(smallWeights, vector, fc.integer({ min: -3, max: 34 }), async (weights, signs, place) => {
      const { secretKey, publicKey } = createKeyPair(context)
      const score = scoreOf(Int32Array.from(weights), Int8Array.from(signs))
      const output = match(context, {
        template: encryptTemplate(context, secretKey, Int32Array.from(weights)),
        probe: encryptProbe(context, secretKey, Int8Array.from(signs)),
        acceptThreshold: score - 2 * place,
        prepared: prepareFromBytes(context, publicKey),
      })
      const token = await opened(output, secretKey)
      expect(token).toEqual(place >= 0 && place < 32 ? output.token : null)
    }),
    { numRuns: 25 },
  )
})

test('a token stands once among the 32 positions, elsewhere each time', () => {
  const { signs } = person.look(0.9)
  const places = Array.from({ length: 12 }, () => {
    const { answers, token } = matched(person, signs)
    const [first, second] = decryptAnswers(context, person.secretKey, answers)
    const pairs = Array.from(first, (half, j) => (half << 36n) | (second[j] ?? 0n))
    const found = pairs.flatMap((pair, j) => (pair === BigInt(`0x${Buffer.from(token).toString('hex')}`) ? [j] : []))
    expect(found).toHaveLength(1)
    return found[0]
  })
  // Twelve at the same four places or fewer would happen once in 10^8 times.
  expect(new Set(places).size).toBeGreaterThan(4)
})

test('what a refused match opens to is uniform, in both halves and at each position', () => {
  const { signs } = person.look(0.3)
  const values: bigint[] = []
  for (let i = 0; i < 60; i++)
    values.push(
      ...decryptAnswers(context, person.secretKey, matched(person, signs).answers).flatMap((half) => [...half]),
    )
  expect(values).toHaveLength(60 * 64)
  expect(uniformityOf(values)).toBeLessThan(60)
})

test('every match has another token, and another answer to the same probe', () => {
  const probe = encryptProbe(context, person.secretKey, person.look(0.9).signs)
  const outputs = Array.from({ length: 4 }, () =>
    match(context, {
      template: person.template,
      probe,
      acceptThreshold,
      prepared: prepareFromBytes(context, person.publicKey),
    }),
  )
  expect(new Set(outputs.map(({ token }) => Buffer.from(token).toString('hex'))).size).toBe(4)
  expect(
    new Set(outputs.flatMap(({ answers }) => answers.map((answer) => Buffer.from(answer).toString('hex')))).size,
  ).toBe(8)
})

test('a prepared match serves once: it is gone, also when the probe was refused', () => {
  const probe = encryptProbe(context, person.secretKey, person.look(0.9).signs)
  const input = { template: person.template, probe, acceptThreshold }
  for (const first of [probe, probe.slice(1)]) {
    const prepared = prepareFromBytes(context, person.publicKey)
    try {
      match(context, { ...input, probe: first, prepared })
    } catch {
      expect(first).not.toBe(probe)
    }
    const spent = prepared.flatMap(({ mask, blinding, square }) => [mask, blinding, square])
    for (const bytes of spent) expect(bytes.buffer.detached).toBe(true)
    expect(() => match(context, { ...input, prepared })).toThrow('second use')
  }
})
