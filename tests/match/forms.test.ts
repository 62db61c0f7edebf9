import { expect, test } from 'vitest'
import { encryptProbe } from '../../shared/match/probe.ts'
import { encryptTemplateForOwner } from '../../shared/match/templateForOwner.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { context, createPerson } from './world.ts'
import { match, prepareFromBytes } from './fromBytes.ts'

/** The serialised forms, frozen: whoever changes one speaks another protocol. */
const person = createPerson(9)
const probe = encryptProbe(context, person.secretKey, person.look(0.9).signs)
const wholeTemplate = encryptTemplateForOwner(context, person.publicKey, person.weights)
const hex = (bytes: Uint8Array, from: number, to: number) => Buffer.from(bytes.subarray(from, to)).toString('hex')

const first = 'f67192b67f129279190cd97d7bb020788a9813e01fcf44a251eb83cda1836365'
const key = '2e1423874bd1219d9e4d6c2dbb3cd29f3421613659261f99a39836e461630238'
const last = '4eccb388e71be66b4b8548e6d7fbfcc17dd7cd34002c9b11b29cdfdb504bf0d9'
const one = '0100000000000000'
const scale = '000000000000f03f'
const seed = '5ea1100401000000510000000000000001'
const u64 = (value: number) => Buffer.from(BigUint64Array.of(BigInt(value)).buffer).toString('hex')
const header = (length: number) => `5ea1100401000000${u64(length)}`
const prefix = (of: {
  length: number
  level: string
  ntt: string
  parts: number
  primes: number
  factor: string
  words: number
}) =>
  header(of.length) +
  of.level +
  of.ntt +
  u64(of.parts) +
  u64(8192) +
  u64(of.primes) +
  scale +
  of.factor +
  header(24 + 8 * of.words) +
  u64(of.words)

test('a public key has the frozen length and header', () => {
  expect(person.publicKey).toHaveLength(sizes.publicKey)
  expect(hex(person.publicKey, 0, 113)).toBe(
    prefix({ length: 262_338, level: key, ntt: '01', parts: 2, primes: 4, factor: one, words: 32_768 }),
  )
  expect(hex(person.publicKey, 262_257, 262_274)).toBe(seed)
})

test('template and probe of a device have the frozen length and header', () => {
  for (const [bytes, size] of [
    [person.template, sizes.template],
    [probe, sizes.probe],
  ] as const) {
    expect(bytes).toHaveLength(size)
    expect(hex(bytes, 0, 113)).toBe(
      prefix({ length: 196_802, level: first, ntt: '01', parts: 2, primes: 3, factor: one, words: 24_576 }),
    )
    expect(hex(bytes, 196_721, 196_738)).toBe(seed)
  }
})

test('a template by the verifier has the frozen length and header', () => {
  expect(wholeTemplate).toHaveLength(sizes.templateWhole)
  expect(hex(wholeTemplate, 0, 113)).toBe(
    prefix({ length: 393_329, level: first, ntt: '01', parts: 2, primes: 3, factor: one, words: 49_152 }),
  )
})

test('an answer has the frozen length and header: last prime, coefficient form, cut', () => {
  const prepared = prepareFromBytes(context, person.publicKey)
  const { answers, token } = match(context, { template: person.template, probe, acceptThreshold: 100, prepared })
  for (const answer of answers) {
    expect(answer).toHaveLength(sizes.answer)
    expect(hex(answer, 0, 113)).toBe(
      prefix({
        length: 196_721,
        level: last,
        ntt: '00',
        parts: 3,
        primes: 1,
        factor: 'f94f66800c000000',
        words: 24_576,
      }),
    )
  }
  expect(token).toHaveLength(sizes.token)
})
