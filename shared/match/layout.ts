import type { Bytes } from './bytes.ts'
import { dataPrimes, ringDegree } from './parameters.ts'

/** Where things lie in what SEAL 4.1 serialises without compression; all numbers little endian (encrypted match §5). */
const headerLength = 16
/** Of the inner header and the count that come before coefficients. */
export const innerLength = 24
export const plaintextLayout = { parmsId: 16, count: 48, scale: 56, inner: 64, innerCount: 80, data: 88 } as const
export const ciphertextLayout = {
  parmsId: 16,
  nttForm: 48,
  parts: 49,
  degree: 57,
  primes: 65,
  scale: 73,
  correctionFactor: 81,
  inner: 89,
  innerCount: 105,
  data: 113,
} as const
/** What stands for the second polynomial of a seeded ciphertext: a header, the generator's kind, its seed of 64 bytes. */
export const seedLayout = { kind: 16, seed: 17, length: 81 } as const
/** Words of 64 bits that a polynomial takes under the primes of ciphertexts: its coefficients, prime by prime. */
export const polynomialWords = dataPrimes * ringDegree
export const polynomialBytes = 8 * polynomialWords
/** Blake2xb, the only generator that SEAL uses by itself. */
export const seedGenerator = 1

/** SEAL's header: magic, its own length, version 4.1, no compression, then the length of all that it heads. */
export function writeHeader(bytes: Bytes, at: number, length: number): void {
  bytes.set([0x5e, 0xa1, headerLength, 4, 1, 0, 0, 0], at)
  new DataView(bytes.buffer).setBigUint64(at + 8, BigInt(length), true)
}
