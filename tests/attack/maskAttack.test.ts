import { expect, test } from 'vitest'
import { answerHalf } from '../../shared/match/answerHalf.ts'
import { bindHalf } from '../../shared/match/bindHalf.ts'
import { ciphertextForm, type CiphertextForm } from '../../shared/match/ciphertextForm.ts'
import { ciphertextLayout } from '../../shared/match/layout.ts'
import { loadTemplate } from '../../shared/match/loadTemplate.ts'
import { ringDegree, stride } from '../../shared/match/parameters.ts'
import { randomBits, randomElements } from '../../shared/match/randomness.ts'
import { saved } from '../../shared/match/saved.ts'
import { drawScoreTests } from '../../shared/match/scoreTests.ts'
import { cut, sendable } from '../../shared/match/sendable.ts'
import { mod, p } from '../match/twin.ts'
import { context, createPerson } from '../match/world.ts'
import { inverseModulo, kernel } from './attacker/modular.ts'
import { weakened } from './attacker/weakened.ts'

/**
 * The mask attack (encrypted match §6, step 5, §7). An answer's third polynomial is c_1(template)·Σ r_j X^j·c_1(probe), if
 * neither U nor a mask hides it. A probe whose c_1 vanishes modulo all primes but the first takes it through the switch
 * unharmed. Two such answers divide to a ratio of two polynomials of degree below 32, and linear algebra finds them.
 * The product lets no such probe in, as it expands c_1 from a seed; the attacker is spared that here.
 */
const person = createPerson(8)
const { seal, evaluator } = context
const [prime = 0n, ...dropped] = context.primes
const droppedProduct = dropped.reduce((product, other) => product * other, 1n)
const lastLevel = ciphertextForm({
  parmsId: context.forms.answer.prefix.slice(ciphertextLayout.parmsId, ciphertextLayout.nttForm),
  nttForm: true,
  parts: 2,
  primes: context.primes.slice(0, 1),
  correctionFactor: 1n,
  seeded: false,
})

function loaded(form: CiphertextForm, words: BigUint64Array) {
  const bytes = new Uint8Array(form.length)
  bytes.set(form.prefix)
  bytes.set(new Uint8Array(words.slice().buffer), ciphertextLayout.data)
  const ciphertext = new seal.Ciphertext()
  ciphertext.loadFromArray(context.context, bytes)
  return ciphertext
}

const wordsOf = (bytes: Uint8Array, from: number, count: number) =>
  new BigUint64Array(bytes.slice(from, from + 8 * count).buffer)

/** A probe that vanishes where it suits the attacker: c_0 and the first residues of c_1 are anything. */
function vanishingProbe() {
  const words = randomBits(6 * ringDegree, 59)
  words.fill(0n, 4 * ringDegree)
  return { words, c1: words.slice(3 * ringDegree, 4 * ringDegree) }
}

/** One try; what the attacker makes of it, c_1(template)·Σ r_j X^j value by value, and the r_j for the test to know. */
function attempted(masked: boolean) {
  const { words, c1 } = vanishingProbe()
  using x = loaded(context.forms.whole, words)
  using w = loadTemplate(context, person.template)
  const [tests] = drawScoreTests(100, randomElements(2))
  const multipliers = Array.from(tests.multipliers, (value) => (value > p / 2n ? value - p : value))
  const [half] = weakened(person.publicKey, 'no square test')
  const mask = masked ? half.mask : weakened(person.publicKey, 'no mask')[0].mask
  using answer = answerHalf(context, x, bindHalf(context, w, tests, { ...half, mask }))
  const sent = sendable(context, answer)

  // What is sent of the third polynomial is whole; SEAL transforms it back while it loads.
  const whole = new Uint8Array(context.forms.answer.length)
  whole.set(sent.subarray(0, cut.from))
  whole.set(sent.subarray(cut.from), cut.to)
  using received = new seal.Ciphertext()
  received.loadFromArray(context.context, whole)
  const third = wordsOf(saved(seal, received), ciphertextLayout.data + 16 * ringDegree, ringDegree)
  const bare = Array.from(third, (value, i) => {
    const own = c1[i] ?? 0n
    // U = p leaves p·c_1², which the attacker knows.
    return mod((value * droppedProduct - p * own * own) * inverseModulo(own, prime), prime)
  })
  return { bare, multipliers }
}

/** The coefficients of one answer's r_j, up to a factor: a basis of what fits both answers. */
function solved(first: readonly bigint[], second: readonly bigint[]): bigint[][] {
  const ratio = BigUint64Array.from([
    ...first.map((value, i) => (value * inverseModulo(second[i] ?? 0n, prime)) % prime),
    ...new Array<bigint>(ringDegree).fill(1n),
  ])
  using transformed = loaded(lastLevel, ratio)
  evaluator.cipherTransformFromNttInplace(transformed)
  const coefficients = wordsOf(saved(seal, transformed), ciphertextLayout.data, ringDegree)
  // ratio · Σ r_j X^j has degree below K: each higher coefficient says that a combination of the r_j is zero.
  const rows = Array.from({ length: stride + 16 }, (_, i) =>
    Array.from({ length: stride }, (__, j) => coefficients[stride + i - j] ?? 0n),
  )
  return kernel(rows, prime)
}

test('two answers without a mask give the r_j away, up to a factor', () => {
  const [first, second] = [attempted(false), attempted(false)]
  const basis = solved(first.bare, second.bare)
  expect(basis).toHaveLength(1)
  const factor = mod((second.multipliers[0] ?? 0n) * inverseModulo(basis[0]?.[0] ?? 0n, prime), prime)
  expect(basis[0]?.map((entry) => mod(entry * factor, prime))).toEqual(
    second.multipliers.map((multiplier) => mod(multiplier, prime)),
  )
})

test('two answers with a mask give nothing: no r_j fit them', () => {
  expect(solved(attempted(true).bare, attempted(true).bare)).toHaveLength(0)
})
