import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answerHalf } from '../../shared/match/answerHalf.ts'
import { bindHalf } from '../../shared/match/bindHalf.ts'
import { createMask } from '../../shared/match/createMask.ts'
import { decryptAnswers } from '../../shared/match/decryptAnswers.ts'
import { encryptSeeded } from '../../shared/match/encryptSeeded.ts'
import { createKeyPair } from '../../shared/match/keyPair.ts'
import { ciphertextLayout } from '../../shared/match/layout.ts'
import { loadProbe } from '../../shared/match/loadProbe.ts'
import { loadSecretKey } from '../../shared/match/loadSecretKey.ts'
import { loadTemplate } from '../../shared/match/loadTemplate.ts'
import { loadMaskKey } from '../../shared/match/loadMaskKey.ts'
import { multiplyByPlainModulus } from '../../shared/match/multiplyByPlainModulus.ts'
import { pack } from '../../shared/match/packing.ts'
import { blindingBits, dataPrimes, ringDegree, squareBits } from '../../shared/match/parameters.ts'
import { plaintextsOf } from '../../shared/match/plaintextsOf.ts'
import { randomElements } from '../../shared/match/randomness.ts'
import { saved } from '../../shared/match/saved.ts'
import { drawScoreTests } from '../../shared/match/scoreTests.ts'
import { sendable } from '../../shared/match/sendable.ts'
import { transformed } from '../../shared/match/transformed.ts'
import { errorResidues, ternaryResidues } from '../../shared/match/smallResidues.ts'
import { wideResidues } from '../../shared/match/wideResidues.ts'
import * as twin from './twin.ts'
import { context } from './world.ts'

/** `ZAUTH_AGREEMENT=100 npx vitest run tests/match/agreement.test.ts` tries so many times as many inputs. */
const times = Number(process.env['ZAUTH_AGREEMENT'] ?? 1)
const patience = 30_000 * times

const keys = createKeyPair(context)
const maskKey = loadMaskKey(context, keys.publicKey)
const modulus = context.primes.reduce((product, prime) => product * prime, 1n)

/** The polynomial whose residues modulo the three primes are given (Chinese remainders). */
function lifted(residues: BigUint64Array): bigint[] {
  const bases = context.primes.map((prime) => {
    const rest = modulus / prime
    return rest * twin.power(rest % prime, prime - 2n, prime)
  })
  return Array.from({ length: ringDegree }, (_, i) =>
    twin.mod(
      bases.reduce((sum, base, l) => sum + base * (residues[l * ringDegree + i] ?? 0n), 0n),
      modulus,
    ),
  )
}

/** One half of an answer by the product's own steps, with Γ and U of which the twin knows all. */
function encryptedAnswer(
  template: BigUint64Array<ArrayBuffer>,
  probe: BigUint64Array<ArrayBuffer>,
  acceptThreshold: number,
) {
  const u = wideResidues(context, squareBits)
  const tests = drawScoreTests(acceptThreshold, randomElements(2))[0]
  const known = {
    template: twin.ofCoefficients(template),
    probe: twin.ofCoefficients(probe),
    square: twin.ofCoefficients(lifted(u)),
    multipliers: twin.ofCoefficients(tests.multipliers),
    offsets: twin.ofCoefficients(tests.offsets),
  }
  using wide = transformed(context, [wideResidues(context, blindingBits), u])
  const square = plaintextsOf(context, wide)[1]
  multiplyByPlainModulus(context, wide)
  const blinding = plaintextsOf(context, wide)[0]
  using w = loadTemplate(context, encryptSeeded(context, keys.secretKey, template.slice()))
  using x = loadProbe(context, encryptSeeded(context, keys.secretKey, probe.slice()))
  const prepared = { mask: createMask(context, maskKey), blinding, square }
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

test(
  'an answer decrypts to what the twin computes, for signs and for anything else in the slots',
  () => {
    fc.assert(
      fc.property(weights, slots, fc.nat(300), (w, x, threshold) => {
        const { encrypted, expected } = encryptedAnswer(pack(w), pack(x), threshold)
        expect([...encrypted]).toEqual(expected)
      }),
      { numRuns: 12 * times },
    )
  },
  patience,
)

test(
  'an answer decrypts to what the twin computes where coefficients stray from the packing',
  () => {
    fc.assert(
      fc.property(weights, fc.nat(ringDegree - 1), fc.integer({ min: 1, max: 2 ** 36 - 2 ** 20 }), (w, at, value) => {
        const x = pack(Array.from({ length: 256 }, () => 1))
        x[at] = BigInt(value)
        const { encrypted, expected } = encryptedAnswer(pack(w), x, 100)
        expect([...encrypted]).toEqual(expected)
      }),
      { numRuns: 6 * times },
    )
  },
  patience,
)

test('Γ and U are uniform, of 93 and of 84 bits, also modulo p', () => {
  const [first = 0n] = context.primes
  for (const bits of [blindingBits, squareBits]) {
    const bound = first << BigInt(bits)
    const coefficients = [wideResidues(context, bits), wideResidues(context, bits)].flatMap(lifted)
    expect(coefficients.every((coefficient) => coefficient < bound)).toBe(true)
    expectUniform(coefficients.map((coefficient) => Number((coefficient * 16n) / bound)))
    expectUniform(coefficients.map((coefficient) => Number(coefficient % 16n)))
    expectUniform(coefficients.map((coefficient) => Number(((coefficient % twin.p) * 16n) / twin.p)))
  }
})

test('a mask is of the keys −1, 0 and 1, and of errors like those of SEAL', () => {
  const signed = (residues: BigUint64Array) =>
    lifted(residues).map((value) => Number(value > modulus / 2n ? value - modulus : value))
  const keysDrawn = [ternaryResidues(context), ternaryResidues(context)].flatMap(signed)
  for (const value of [-1, 0, 1]) {
    // A third of 16,384, with a standard deviation of 60.
    expect(Math.abs(keysDrawn.filter((drawn) => drawn === value).length - 16_384 / 3)).toBeLessThan(400)
  }
  const errors = [errorResidues(context), errorResidues(context)].flatMap(signed)
  expect(Math.max(...errors.map(Math.abs))).toBeLessThanOrEqual(21)
  const mean = errors.reduce((sum, error) => sum + error, 0) / errors.length
  const variance = errors.reduce((sum, error) => sum + error ** 2, 0) / errors.length
  // 0 and 10.5, with standard deviations of 0.025 and 0.11.
  expect(Math.abs(mean)).toBeLessThan(0.2)
  expect(Math.abs(variance - 10.5)).toBeLessThan(0.9)
})

test('a mask decrypts to zero, with little noise, and looks like nothing without the key', () => {
  using secretKey = loadSecretKey(context, keys.secretKey)
  using decryptor = new context.seal.Decryptor(context.context, secretKey)
  using mask = new context.seal.Ciphertext()
  mask.loadFromArray(context.context, createMask(context, maskKey))
  using plaintext = new context.seal.Plaintext()
  decryptor.decrypt(mask, plaintext)
  expect(plaintext.isZero()).toBe(true)
  expect(decryptor.invariantNoiseBudget(mask)).toBeGreaterThan(110)
  const bytes = saved(context.seal, mask)
  const words = new BigUint64Array(bytes.slice(ciphertextLayout.data).buffer)
  expect(words).toHaveLength(9 * ringDegree)
  for (let i = 0; i < 9; i++) {
    const prime = context.primes[i % dataPrimes] ?? 1n
    expectUniform(
      Array.from(words.subarray(i * ringDegree, (i + 1) * ringDegree), (word) => Number((word * 16n) / prime)),
    )
  }
})

/** Chi-squared over 16 buckets: 15 degrees of freedom exceed 60 once in 4 million times. */
function expectUniform(buckets: readonly number[]): void {
  const counts = new Array<number>(16).fill(0)
  for (const bucket of buckets) counts[bucket] = (counts[bucket] ?? 0) + 1
  const mean = buckets.length / 16
  expect(counts.reduce((sum, count) => sum + (count - mean) ** 2 / mean, 0)).toBeLessThan(60)
}
