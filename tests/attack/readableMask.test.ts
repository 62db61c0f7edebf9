import { expect, test, vi } from 'vitest'
import { answerProbe } from '../../shared/match/answerProbe.ts'
import { checkPublicKey } from '../../shared/match/checks.ts'
import { ciphertextLayout } from '../../shared/match/layout.ts'
import { pack } from '../../shared/match/packing.ts'
import { plainModulus as p, ringDegree as N, slots } from '../../shared/match/parameters.ts'
import { saved } from '../../shared/match/saved.ts'
import { transformed } from '../../shared/match/transformed.ts'
import { uniformityOf } from '../match/uniformity.ts'
import { context } from '../match/world.ts'
import { mod } from '../match/twin.ts'
import { bindFromBytes, prepareFromBytes } from '../match/fromBytes.ts'

/**
 * Who enrols may choose b, the first polynomial of her public key, so that it is no RLWE sample: a few huge coefficients, powers of
 * three apart. The mask holds b·u′, u′ ternary; the switch rounds away what an honest b makes of it, and not this. Docs/protocol.md §8.1
 * counts what can be read at most: 768 bits in each half.
 */
const digits = 14
const { primes, forms } = context
const data = 8 * 3 * N

/** A polynomial modulo the three data primes, as a ciphertext's first. */
function polynomial(coefficientOf: (i: number) => bigint): Uint8Array {
  const residues = new BigUint64Array(3 * N)
  for (let l = 0; l < 3; l++) for (let i = 0; i < N; i++) residues[l * N + i] = mod(coefficientOf(i), primes[l] ?? 1n)
  using ciphertext = transformed(context, [residues, new BigUint64Array(3 * N).fill(1n)])
  return saved(context.seal, ciphertext).slice(ciphertextLayout.data, ciphertextLayout.data + data)
}

function keyOf(b: ReadonlyMap<number, bigint>): Uint8Array<ArrayBuffer> {
  const key = new Uint8Array(forms.publicKey.length)
  key.set(forms.publicKey.prefix)
  key.set(
    polynomial((i) => b.get(i) ?? 0n),
    ciphertextLayout.data,
  )
  // Modulo the special prime anything will do.
  key.set(new Uint8Array(new BigUint64Array(N).fill(5n).buffer), ciphertextLayout.data + data)
  const seed = ciphertextLayout.data + 8 * 4 * N
  key.set(forms.publicKey.seedPrefix, seed)
  key.set(crypto.getRandomValues(new Uint8Array(64)), seed + 17)
  return key
}

/** Her s is zero: what she sends is its phase. */
function phase(coefficients: (i: number) => bigint): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(forms.seeded.length)
  bytes.set(forms.seeded.prefix)
  bytes.set(polynomial(coefficients), ciphertextLayout.data)
  const seed = ciphertextLayout.data + data
  bytes.set(forms.seeded.seedPrefix, seed)
  bytes.set(crypto.getRandomValues(new Uint8Array(64)), seed + 17)
  return bytes
}

const chosen = new Map<number, bigint>()
for (let i = 0; i < digits; i++) chosen.set((N - 32 * i) % N, (i === 0 ? 1n : -1n) * p * 3n ** BigInt(i) * 2n ** 121n)
const publicKey = keyOf(chosen)
const weights = Int32Array.from({ length: slots }, (_, i) => ((i * 7) % 5) - 2)
const packed = pack(weights)
const template = phase((i) => packed[i] ?? 0n)
/** X = 1: all signs are one. Their score is far from the threshold. */
const probe = phase((i) => (i === 0 ? 1n : 0n))

/** The 32 values of each half, as the owner of this key sees them, and the ternary u′ that the verifier drew for each. */
function answered(): { values: bigint[][]; ternaries: number[][] } {
  const drawn: Uint8Array[] = []
  const real = crypto.getRandomValues.bind(crypto)
  const watched = vi.spyOn(crypto, 'getRandomValues').mockImplementation((array) => {
    const filled = real(array)
    if (filled instanceof Uint8Array && filled.length === N) drawn.push(filled.slice())
    return filled
  })
  try {
    const prepared = prepareFromBytes(context, publicKey)
    const { answers } = answerProbe(context, probe, bindFromBytes(context, { template, acceptThreshold: 99, prepared }))
    const values = answers.map((answer) => [
      ...new BigUint64Array(answer.slice(ciphertextLayout.data, ciphertextLayout.data + 8 * 32).buffer),
    ])
    return { values, ternaries: ternariesIn(drawn) }
  } finally {
    watched.mockRestore()
  }
}

/** What the verifier makes of the bytes that it drew. */
function ternariesIn(drawn: readonly Uint8Array[]): number[][] {
  const found: number[][] = []
  for (let at = 0; at < drawn.length;) {
    const ternary: number[] = []
    while (ternary.length < N)
      for (const byte of drawn[at++] ?? []) if (byte < 255 && ternary.length < N) ternary.push((byte % 3) - 1)
    found.push(ternary)
  }
  return found
}

const [first = 1n] = primes
const centred = (value: bigint): bigint => (value > first / 2n ? value - first : value)

/** The digits of −1, 0 and 1 that a value of 24 bits above p is made of. */
function digitsOf(value: bigint): number[] {
  const upper = (centred(value) - mod(centred(value), p)) / p
  let rest = Math.round(Number(upper) / 2)
  return Array.from({ length: digits }, () => {
    const digit = ((((rest + 1) % 3) + 3) % 3) - 1
    rest = (rest - digit) / 3
    return digit
  })
}

test('such a key is taken like any other', () => {
  expect(() => checkPublicKey(context, publicKey)).not.toThrow()
})

test('reads some coefficients of the mask in each half, as many as the document says, and no more', () => {
  const { values, ternaries } = answered()
  // For each half u, then u′.
  expect(ternaries).toHaveLength(4)
  for (const [half, seen] of values.entries()) {
    const ternary = ternaries[2 * half + 1] ?? []
    const read = seen.flatMap((value, j) => digitsOf(value).map((digit, i) => digit === ternary[(j + 32 * i) % N]))
    expect(read.filter(Boolean)).toHaveLength(32 * digits)
  }
  expect(32 * digits).toBeLessThan(32 * Math.floor(24 / Math.log2(3)))
})

test('and learns nothing of the token: what a refused match opens to is uniform', () => {
  const seen = Array.from({ length: 12 }, answered).flatMap(({ values }) => values.flat())
  expect(uniformityOf(seen.map((value) => mod(centred(value), p)))).toBeLessThan(60)
})
