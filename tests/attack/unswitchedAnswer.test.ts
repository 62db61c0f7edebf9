import type { Ciphertext } from 'node-seal/throws'
import { expect, test } from 'vitest'
import { answerHalf } from '../../shared/match/answerHalf.ts'
import { decryptAnswers } from '../../shared/match/decryptAnswers.ts'
import { ciphertextLayout } from '../../shared/match/layout.ts'
import { loadProbe } from '../../shared/match/loadProbe.ts'
import { coefficientModulusBits, dataPrimes, ringDegree, stride } from '../../shared/match/parameters.ts'
import { saved } from '../../shared/match/saved.ts'
import { acceptedScores } from '../../shared/match/scoreTests.ts'
import { inverse, mod } from '../match/twin.ts'
import { uniformityOf } from '../match/uniformity.ts'
import { context } from '../match/world.ts'
import { matched } from './attacker/attempt.ts'
import { centred, inverseModulo } from './attacker/modular.ts'
import { modulus as Q, probeOfPhase } from './attacker/phase.ts'
import { createTarget } from './attacker/target.ts'
import { bindFromBytes, prepareFromBytes } from '../match/fromBytes.ts'

/**
 * An answer that is sent without the switch (encrypted match §6, §7). Modulo Q, a product of three primes, one has eight
 * square roots: the phase c that is 1 modulo the first and −1 modulo the others passes the square test exactly. It turns the
 * sign of x·(w·Σ r_j X^j + p·Γ) modulo some primes and not modulo others, so that this cover, of 130 bits, and the offsets can
 * be told apart. The switch keeps one prime of the three.
 */
const target = createTarget()
const words = dataPrimes * ringDegree
const [first = 1n] = context.primes
const others = Q / first
/** 1 modulo the first prime, −1 modulo the others. */
const root = mod(others * inverseModulo(others, first) * 2n - 1n, Q)
const probe = probeOfPhase(target.secretKey, new Map([[0, root]]))
/** Of an offset with the mask's noise, a multiple of p. */
const longestOffset = 2n ** 54n
/** Of the cover divided by the product of the other primes. */
const mostQuotients = 2n ** 129n / others + 8n

const wordsOf = (bytes: Uint8Array, from: number, count: number) =>
  new BigUint64Array(bytes.slice(from, from + 8 * count).buffer)

/** The first coefficients of c_0 + c_1·s + c_2·s² modulo Q, which whoever has s computes from an unswitched answer. */
function phaseOf(answer: Ciphertext): bigint[] {
  const { data } = ciphertextLayout
  const parts = wordsOf(saved(context.seal, answer), data, 3 * words)
  const at = target.secretKey.length - 8 * coefficientModulusBits.length * ringDegree
  const s = wordsOf(target.secretKey, at, words)
  const bytes = new Uint8Array(context.forms.whole.length).fill(1)
  bytes.set(context.forms.whole.prefix)
  const values = s.map((value, i) => {
    const prime = context.primes[Math.floor(i / ringDegree)] ?? 1n
    const [c0 = 0n, c1 = 0n, c2 = 0n] = [parts[i], parts[words + i], parts[2 * words + i]]
    return mod(c0 + (c1 + ((c2 * value) % prime)) * value, prime)
  })
  bytes.set(new Uint8Array(values.buffer), data)
  using phase = new context.seal.Ciphertext()
  phase.loadFromArray(context.context, bytes)
  context.evaluator.cipherTransformFromNttInplace(phase)
  const residues = wordsOf(saved(context.seal, phase), data, words)
  return Array.from({ length: stride }, (_, j) =>
    mod(
      context.primes.reduce((sum, prime, l) => {
        const rest = Q / prime
        return sum + (residues[l * ringDegree + j] ?? 0n) * rest * inverseModulo(rest, prime)
      }, 0n),
      Q,
    ),
  )
}

/** What a coefficient says that a half of the token may be: one value for each accepted score and each way to tell it apart. */
function* halvesBy(coefficient: bigint): Generator<bigint> {
  const half = inverseModulo(2n, first)
  // w·1 has the weights' sum over n as its constant coefficient; who does not know it tries the few that it may be.
  const perMultiplier = inverse(BigInt(target.weights.reduce((sum, weight) => sum + weight, 0)))
  for (let quotient = 0n; quotient < mostQuotients; quotient++) {
    const offset = centred((coefficient + (coefficient % others) - quotient * others) * half, first)
    if (offset > longestOffset || offset < -longestOffset) continue
    const cover = offset - (coefficient % others) + quotient * others
    for (const score of acceptedScores(target.acceptThreshold)) {
      yield mod(offset + cover * perMultiplier * BigInt(score))
    }
  }
}

/** The value that nearly every coefficient agrees on. */
function agreed(coefficients: readonly bigint[]): bigint | null {
  const votes = new Map<bigint, number>()
  for (const coefficient of coefficients) {
    for (const value of new Set(halvesBy(coefficient))) votes.set(value, (votes.get(value) ?? 0) + 1)
  }
  const [best] = [...votes].sort((a, b) => b[1] - a[1])
  return best && best[1] > stride / 2 ? best[0] : null
}

test('gets the token where answers are not switched', () => {
  expect(mod(root * root, Q)).toBe(1n)
  const { template, acceptThreshold, publicKey } = target
  const bound = bindFromBytes(context, { template, acceptThreshold, prepared: prepareFromBytes(context, publicKey) })
  const token = BigInt(`0x${Buffer.from(bound.token).toString('hex')}`)
  using x = loadProbe(context, probe)
  const read = bound.halves.map((half) => {
    using answer = answerHalf(context, x, half)
    return agreed(phaseOf(answer))
  })
  expect(read).toEqual([token >> 36n, token % 2n ** 36n])
})

test('gets nothing from ours, which is switched', () => {
  for (let tries = 0; tries < 3; tries++) {
    const { answers, halves } = matched(target, probe, prepareFromBytes(context, target.publicKey))
    const [firstRead, secondRead] = decryptAnswers(context, target.secretKey, answers)
    expect(firstRead).not.toContain(halves[0])
    expect(secondRead).not.toContain(halves[1])
    expect(uniformityOf([...firstRead, ...secondRead])).toBeLessThan(60)
  }
})
