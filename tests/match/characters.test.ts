import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createKeyPair } from '../../shared/match/keyPair.ts'
import { ciphertextLayout } from '../../shared/match/layout.ts'
import {
  blindingBits,
  coefficientModulusBits,
  dataPrimes,
  plainModulus,
  ringDegree,
  squareBits,
  stride,
} from '../../shared/match/parameters.ts'
import { saved } from '../../shared/match/saved.ts'
import { context } from './world.ts'

/**
 * The numbers of encrypted match §8.3: how much the characters of an answer that wrap modulo Q can weigh. Lengths are in units
 * in which a factor begins to vanish at 1: α = ‖D·s²‖/q_1 by the rounding, β = ‖σ‖·M_Γ/Q by Γ, γ = ‖τ‖·M_U/Q by U.
 */
const [first = 0n] = context.primes
const q1 = Number(first)
const Q = context.primes.reduce((product, prime) => product * Number(prime), 1)
const p = Number(plainModulus)
const widthOfGamma = q1 * 2 ** blindingBits
const widthOfU = q1 * 2 ** squareBits
/** Least length of s², and how much shorter D·s² may be than the lengths' product; the first test holds keys to both. */
const leastSquare = 5000
const leastStretch = 0.7
/** The longest D that the rounding lets through: α = 1. */
const reach = q1 / (leastSquare * leastStretch)

/** The most that a product of sin(πzᵢ)/(πzᵢ) can be, for a vector of this length. */
const envelope = (length: number) => (length < 1 ? Math.exp(-((Math.PI * length) ** 2) / 6) : 1 / (Math.PI * length))
const gaussian = (length: number) => Math.exp(-((Math.PI * length) ** 2) / 6)

/** By Cauchy and Schwarz, σ² = D² + p·τ·D + κ·Q leaves κ = 0 unless β²·Q/M_Γ² + α·γ·p·reach/M_U reaches 1: the least β that does. */
const leastBeta = (alpha: number, gamma: number) =>
  Math.sqrt(Math.max(0, 1 - (alpha * gamma * p * reach) / widthOfU) / (Q / widthOfGamma ** 2))

/** From the shortest D, of one coefficient ±1, to far beyond what the rounding lets through. */
const alphas = Array.from({ length: 220 }, (_, i) => 2 ** (3 - i / 4)).filter((alpha) => alpha * reach >= 1)
const gammas = [0, ...Array.from({ length: 160 }, (_, i) => 2 ** (6 - i / 4))]

test('s² of a key is long, and no D of degree below 32 makes it short', () => {
  for (let run = 0; run < 3; run++) {
    const square = squareOfKey(createKeyPair(context).secretKey)
    const length = Math.hypot(...square)
    expect(length).toBeGreaterThan(leastSquare)
    // ‖D·s²‖² is a quadratic form in D, whose matrix has the products of s² with its own shifts.
    const shifted = (by: number) =>
      square.map((_, i) => (i < by ? -(square[ringDegree + i - by] ?? 0) : (square[i - by] ?? 0)))
    const products = Array.from({ length: stride }, (_, by) => {
      const other = shifted(by)
      return square.reduce((sum, value, i) => sum + value * (other[i] ?? 0), 0)
    })
    const form = Array.from({ length: stride }, (_, i) =>
      Array.from(
        { length: stride },
        (__, k) => (products[Math.abs(i - k)] ?? 0) - (i === k ? (leastStretch * length) ** 2 : 0),
      ),
    )
    expect(isPositive(form)).toBe(true)
  }
})

test('the envelope bounds every product of sines over their arguments', () => {
  const sinc = (z: number) => (z === 0 ? 1 : Math.abs(Math.sin(Math.PI * z) / (Math.PI * z)))
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 4, noNaN: true }), { minLength: 1, maxLength: 12 }), (vector) => {
      const product = vector.reduce((so, z) => so * sinc(z), 1)
      expect(product).toBeLessThanOrEqual(envelope(Math.hypot(...vector)) + 1e-12)
    }),
    { numRuns: 3000 },
  )
})

test('no character that wraps keeps more than an eighth of its weight', () => {
  let most = 0
  for (const alpha of alphas)
    for (const gamma of gammas)
      most = Math.max(most, gaussian(alpha) * envelope(gamma) * envelope(leastBeta(alpha, gamma)))
  expect(most).toBeLessThan(0.125)
  expect(most).toBeGreaterThan(0.03)
})

test('all multiples of one together add less than three to the weight 1 of a guess, and no more than half of it where τ is as long as counting says', () => {
  const lineOf = (alpha: number, beta: number, gamma: number) => {
    let sum = 0
    // Beyond a multiple, in octaves: the weights fall with k.
    for (let k = 1; k * alpha < 8; k += Math.max(1, Math.floor(k / 16)))
      sum += Math.max(1, Math.floor(k / 16)) * gaussian(k * alpha) * envelope(k * beta) * envelope(k * gamma)
    return 2 * sum
  }
  let most = 0
  let mostCounted = 0
  for (const alpha of alphas)
    for (const gamma of gammas) {
      const beta = leastBeta(alpha, gamma)
      most = Math.max(most, lineOf(alpha, beta, gamma))
      // As many phases as there are with all coefficients of σ and τ short, one is expected from β·γ = M_Γ·M_U/2Q on.
      const counted = (widthOfGamma * widthOfU) / (2 * Q)
      if (beta * gamma >= counted) mostCounted = Math.max(mostCounted, lineOf(alpha, beta, gamma))
    }
  expect(most).toBeLessThan(3)
  expect(mostCounted).toBeLessThan(0.5)
})

/** s² in coefficients, by SEAL's own transform. */
function squareOfKey(secretKey: Uint8Array): number[] {
  const count = dataPrimes * ringDegree
  const start = secretKey.length - 8 * coefficientModulusBits.length * ringDegree
  const s = new BigUint64Array(secretKey.slice(start, start + 8 * count).buffer)
  const words = new BigUint64Array(2 * count)
  words.set(s.map((value, i) => (value * value) % (context.primes[Math.floor(i / ringDegree)] ?? 1n)))
  words.set(s, count)
  const bytes = new Uint8Array(context.forms.whole.length)
  bytes.set(context.forms.whole.prefix)
  bytes.set(new Uint8Array(words.buffer), ciphertextLayout.data)
  using ciphertext = new context.seal.Ciphertext()
  ciphertext.loadFromArray(context.context, bytes)
  context.evaluator.cipherTransformFromNttInplace(ciphertext)
  const residues = new BigUint64Array(
    saved(context.seal, ciphertext).slice(ciphertextLayout.data, ciphertextLayout.data + 8 * ringDegree).buffer,
  )
  return Array.from(residues, (value) => Number(value > first / 2n ? value - first : value))
}

/** Whether a symmetric matrix is positive definite (Cholesky). */
function isPositive(matrix: readonly (readonly number[])[]): boolean {
  const lower = matrix.map((row) => row.map(() => 0))
  return matrix.every((row, i) => {
    const own = lower[i] ?? []
    for (let k = 0; k <= i; k++) {
      const other = lower[k] ?? []
      let rest = row[k] ?? 0
      for (let j = 0; j < k; j++) rest -= (own[j] ?? 0) * (other[j] ?? 0)
      if (k < i) own[k] = rest / (other[k] ?? 1)
      else if (rest <= 0) return false
      else own[i] = Math.sqrt(rest)
    }
    return true
  })
}
