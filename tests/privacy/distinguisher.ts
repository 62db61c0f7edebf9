import { encryptSeeded } from '../../shared/match/encryptSeeded.ts'
import { createKeyPair } from '../../shared/match/keyPair.ts'
import { ciphertextLayout } from '../../shared/match/layout.ts'
import { loadSecretKey } from '../../shared/match/loadSecretKey.ts'
import { loadTemplate } from '../../shared/match/loadTemplate.ts'
import { dataPrimes, plainModulus, ringDegree, slots, stride } from '../../shared/match/parameters.ts'
import { coefficientsOf } from '../../shared/match/plaintextForm.ts'
import { context } from '../match/world.ts'
import { mod } from '../match/twin.ts'
import type { Stored } from './enrolments.ts'

/** A number that somebody computes of two stored enrolments, hoping that it is another one when both are of one face. */
export type Statistic = (one: Stored, other: Stored) => number

const words = dataPrimes * ringDegree
/** The attacker's own. */
const { secretKey: ownKey } = createKeyPair(context)

/** What is tried. Each looks at what the verifier has, and at nothing else. */
export const statistics: Readonly<Record<string, Statistic>> = {
  'equal bytes of the templates': (one, other) => equalBytes(one.template, other.template),
  'equal bits of the templates': (one, other) => equalBits(one.template, other.template),
  'correlation of the templates’ bytes': (one, other) => correlation(one.template, other.template),
  'distance of the templates’ histograms of bytes': (one, other) => histogramDistance(one.template, other.template),
  'correlation of the templates’ first polynomials': (one, other) =>
    correlation(top(one.template), top(other.template)),
  'equal bytes of the public keys': (one, other) => equalBytes(one.publicKey, other.publicKey),
  'correlation of the public keys’ bytes': (one, other) => correlation(one.publicKey, other.publicKey),
  'correlation of one’s key with the other’s template': (one, other) => correlation(one.publicKey, other.template),
  'difference of the sizes': (one, other) =>
    Math.abs(one.template.length - other.template.length) + Math.abs(one.publicKey.length - other.publicKey.length),
  'size of what the difference of the templates holds': (one, other) => sizeOfDifference(one.template, other.template),
}

/**
 * How far a statistic tells pairs of one face from pairs of two: Mann and Whitney's U, in standard deviations from what chance gives.
 * No assumption is made about how the statistic is distributed, nor about which of the two is the greater.
 */
export function separation(sameFace: readonly number[], twoFaces: readonly number[]): number {
  const all = [...sameFace, ...twoFaces].sort((a, b) => a - b)
  const counts = new Map<number, { first: number; count: number }>()
  for (const [i, value] of all.entries()) {
    const seen = counts.get(value)
    if (seen) seen.count += 1
    else counts.set(value, { first: i, count: 1 })
  }
  const rank = (value: number): number => {
    const { first, count } = counts.get(value) ?? { first: 0, count: 1 }
    return first + (count + 1) / 2
  }
  const [n, m] = [sameFace.length, twoFaces.length]
  const u = sameFace.reduce((sum, value) => sum + rank(value), 0) - (n * (n + 1)) / 2
  const ties = [...counts.values()].reduce((sum, { count }) => sum + (count ** 3 - count), 0)
  const total = n + m
  const variance = ((n * m) / 12) * (total + 1 - ties / (total * (total - 1)))
  // All are equal: nothing can be told.
  return variance === 0 ? 0 : Math.abs(u - (n * m) / 2) / Math.sqrt(variance)
}

function equalBytes(one: Uint8Array, other: Uint8Array): number {
  return one.reduce((sum, byte, i) => sum + (byte === other[i] ? 1 : 0), 0)
}

const ones = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length)
function equalBits(one: Uint8Array, other: Uint8Array): number {
  return one.reduce((sum, byte, i) => sum + 8 - (ones[byte ^ (other[i] ?? 0)] ?? 0), 0)
}

/** Pearson's, of bytes as signed numbers. */
function correlation(one: Uint8Array, other: Uint8Array): number {
  const length = Math.min(one.length, other.length)
  let [a, b, aa, bb, ab] = [0, 0, 0, 0, 0]
  for (let i = 0; i < length; i += 1) {
    const x = ((one[i] ?? 0) << 24) >> 24
    const y = ((other[i] ?? 0) << 24) >> 24
    a += x
    b += y
    aa += x * x
    bb += y * y
    ab += x * y
  }
  const spread = Math.sqrt((aa - (a * a) / length) * (bb - (b * b) / length))
  return spread === 0 ? 1 : (ab - (a * b) / length) / spread
}

function histogramDistance(one: Uint8Array, other: Uint8Array): number {
  const counts = new Int32Array(256)
  for (const byte of one) counts[byte] = (counts[byte] ?? 0) + 1
  for (const byte of other) counts[byte] = (counts[byte] ?? 0) - 1
  return counts.reduce((sum, count) => sum + Math.abs(count), 0)
}

/** The upper bytes of the coefficients of the first polynomial. */
function top(template: Uint8Array): Uint8Array {
  const data = template.subarray(ciphertextLayout.data)
  return Uint8Array.from({ length: Math.min(words, Math.floor(data.length / 8)) }, (_, i) => data[8 * i + 6] ?? 0)
}

/**
 * Were key and randomness of two templates the same, their difference would be that of what they hold, under no key at all: added to an
 * encryption of nothing under the attacker's own key, he can read it. The mean size of its entries, on a scale of orders of magnitude.
 */
function sizeOfDifference(one: Uint8Array, other: Uint8Array): number {
  if (one.length !== other.length || one.length < ciphertextLayout.data + 8 * words) return 0
  const nothing = encryptSeeded(context, ownKey, new BigUint64Array(ringDegree))
  const wordsOf = (bytes: Uint8Array) =>
    new BigUint64Array(bytes.slice(ciphertextLayout.data, ciphertextLayout.data + 8 * words).buffer)
  const [a, b, sum] = [wordsOf(one), wordsOf(other), wordsOf(nothing)]
  context.primes.forEach((prime, l) => {
    for (let i = l * ringDegree; i < (l + 1) * ringDegree; i += 1)
      sum[i] = mod((sum[i] ?? 0n) + (a[i] ?? 0n) - (b[i] ?? 0n), prime)
  })
  nothing.set(new Uint8Array(sum.buffer), ciphertextLayout.data)
  using ciphertext = loadTemplate(context, nothing)
  using key = loadSecretKey(context, ownKey)
  using decryptor = new context.seal.Decryptor(context.context, key)
  using plaintext = new context.seal.Plaintext()
  decryptor.decrypt(ciphertext, plaintext)
  const coefficients = coefficientsOf(context, plaintext, ringDegree)
  const values = unpacked(coefficients.filter((_, i) => i % stride === 0))
  const mean = values.reduce(
    (all, value) => all + Math.abs(Number(value > plainModulus / 2n ? value - plainModulus : value)),
    0,
  )
  return Math.log(1 + mean / slots)
}

/** What `pack` has packed (encrypted match §2). */
function unpacked(coefficients: ArrayLike<bigint>): bigint[] {
  return Array.from({ length: slots }, (_, i) => {
    const root = powers[(2 * i + 1) % powers.length] ?? 1n
    let value = 0n
    for (let k = slots - 1; k >= 0; k -= 1) value = (value * root + (coefficients[k] ?? 0n)) % plainModulus
    return value
  })
}

/** The powers of ψ, whose order is twice the number of slots. */
const powers = (() => {
  let base = 2n
  while (power(base, (plainModulus - 1n) / 2n) === 1n) base += 1n
  const root = power(base, (plainModulus - 1n) / BigInt(2 * slots))
  const all = [1n]
  for (let k = 1; k < 2 * slots; k += 1) all.push(((all[k - 1] ?? 0n) * root) % plainModulus)
  return all
})()

function power(base: bigint, exponent: bigint): bigint {
  let [result, square, left] = [1n, base, exponent]
  for (; left > 0n; left >>= 1n) {
    if (left & 1n) result = (result * square) % plainModulus
    square = (square * square) % plainModulus
  }
  return result
}
