import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerHalf } from '../../shared/match/answerHalf.ts'
import { bindHalf } from '../../shared/match/bindHalf.ts'
import { createMask } from '../../shared/match/createMask.ts'
import { decryptAnswers } from '../../shared/match/decryptAnswers.ts'
import { encryptSeeded } from '../../shared/match/encryptSeeded.ts'
import { createKeyPair } from '../../shared/match/keyPair.ts'
import { loadProbe } from '../../shared/match/loadProbe.ts'
import { loadPublicKey } from '../../shared/match/loadPublicKey.ts'
import { loadTemplate } from '../../shared/match/loadTemplate.ts'
import { pack } from '../../shared/match/packing.ts'
import { dataPrimes, ringDegree } from '../../shared/match/parameters.ts'
import { randomElements } from '../../shared/match/randomness.ts'
import { drawScoreTests } from '../../shared/match/scoreTests.ts'
import { sendable } from '../../shared/match/sendable.ts'
import { transformed } from '../../shared/match/transformed.ts'
import { blindingResidues, squareResidues } from '../../shared/match/wide.ts'
import * as twin from './twin.ts'
import { context } from './world.ts'

const keys = createKeyPair(context)
const publicKey = loadPublicKey(context, keys.publicKey)
const encryptor = new context.seal.Encryptor(context.context, publicKey)

/** The polynomial whose residues modulo the three primes are given (Chinese remainders). */
function lifted(residues: BigUint64Array): bigint[] {
  const all = context.primes.reduce((product, prime) => product * prime, 1n)
  const bases = context.primes.map((prime) => {
    const rest = all / prime
    return rest * twin.power(rest % prime, prime - 2n, prime)
  })
  return Array.from({ length: ringDegree }, (_, i) =>
    twin.mod(
      bases.reduce((sum, base, l) => sum + base * (residues[l * ringDegree + i] ?? 0n), 0n),
      all,
    ),
  )
}

/** One half of an answer by the product's own steps, with Γ and U of which the twin knows all. */
function encryptedAnswer(
  template: BigUint64Array<ArrayBuffer>,
  probe: BigUint64Array<ArrayBuffer>,
  acceptThreshold: number,
) {
  const [u] = squareResidues(context)
  const tests = drawScoreTests(acceptThreshold, randomElements(2))[0]
  const known = {
    template: twin.ofCoefficients(template),
    probe: twin.ofCoefficients(probe),
    square: twin.ofCoefficients(lifted(u)),
    multipliers: twin.ofCoefficients(tests.multipliers),
    offsets: twin.ofCoefficients(tests.offsets),
  }
  const unused = () => new BigUint64Array(dataPrimes * ringDegree).fill(1n)
  const [blinding, square] = transformed(context, [blindingResidues(context)[0], u, unused(), unused()])
  using w = loadTemplate(context, encryptSeeded(context, keys.secretKey, template.slice()))
  using x = loadProbe(context, encryptSeeded(context, keys.secretKey, probe.slice()))
  const prepared = { mask: createMask(context, encryptor), blinding, square }
  using answer = answerHalf(context, x, bindHalf(context, w, tests, prepared))
  const bytes = sendable(context, answer)
  return { encrypted: decryptAnswers(context, keys.secretKey, [bytes, bytes])[0], expected: twin.answer(known) }
}

const weights = fc.array(fc.integer({ min: -4, max: 4 }), { minLength: 256, maxLength: 256 })
const slots = fc.oneof(
  fc.array(fc.constantFrom(-1, 1), { minLength: 256, maxLength: 256 }),
  fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 256, maxLength: 256 }),
  fc.array(fc.maxSafeInteger(), { minLength: 256, maxLength: 256 }),
)

test('an answer decrypts to what the twin computes, for signs and for anything else in the slots', () => {
  fc.assert(
    fc.property(weights, slots, fc.nat(300), (w, x, threshold) => {
      const { encrypted, expected } = encryptedAnswer(pack(w), pack(x), threshold)
      expect([...encrypted]).toEqual(expected)
    }),
    { numRuns: 12 },
  )
})

test('an answer decrypts to what the twin computes where coefficients stray from the packing', () => {
  fc.assert(
    fc.property(weights, fc.nat(ringDegree - 1), fc.integer({ min: 1, max: 2 ** 36 - 2 ** 20 }), (w, at, value) => {
      const x = pack(Array.from({ length: 256 }, () => 1))
      x[at] = BigInt(value)
      const { encrypted, expected } = encryptedAnswer(pack(w), x, 100)
      expect([...encrypted]).toEqual(expected)
    }),
    { numRuns: 6 },
  )
})

test('p·Γ is a multiple of p by a polynomial of 93 bits, and U is wider than p by 48 bits', () => {
  const gamma = blindingResidues(context)
    .flatMap((residues) => lifted(residues))
    .map((coefficient) => {
      expect(coefficient % twin.p).toBe(0n)
      return coefficient / twin.p
    })
  const u = squareResidues(context).flatMap((residues) => lifted(residues))
  const ranges: readonly (readonly [bigint[], bigint])[] = [
    [gamma, 2n ** 93n],
    [u.map((coefficient) => coefficient / twin.p), 2n ** 48n],
    [u.map((coefficient) => coefficient % twin.p), twin.p],
  ]
  for (const [coefficients, bound] of ranges) {
    expect(coefficients.every((coefficient) => coefficient < bound)).toBe(true)
    expectUniform(coefficients.map((coefficient) => Number((coefficient * 16n) / bound)))
  }
  // The low bits as well.
  expectUniform(gamma.map((coefficient) => Number(coefficient % 16n)))
  expectUniform(u.map((coefficient) => Number((coefficient / twin.p) % 16n)))
})

/** Chi-squared over 16 buckets: 15 degrees of freedom exceed 60 once in 4 million times. */
function expectUniform(buckets: readonly number[]): void {
  const counts = new Array<number>(16).fill(0)
  for (const bucket of buckets) counts[bucket] = (counts[bucket] ?? 0) + 1
  const mean = buckets.length / 16
  expect(counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0)).toBeLessThan(60)
}
