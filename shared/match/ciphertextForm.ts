import type { Bytes } from './bytes.ts'
import { ciphertextLayout, innerLength, seedGenerator, seedLayout, writeHeader } from './layout.ts'
import { ringDegree } from './parameters.ts'

/** What tells one kind of serialised ciphertext from another. */
interface Kind {
  /** 32 bytes that name parameters and level. */
  readonly parmsId: Bytes
  /** Whether polynomials are in the form in which SEAL multiplies them. */
  readonly nttForm: boolean
  readonly parts: 2 | 3
  /** The primes of the level. */
  readonly primes: readonly bigint[]
  readonly correctionFactor: bigint
  /** Whether the last polynomial is given by a seed. */
  readonly seeded: boolean
}

/** All of a serialised ciphertext that does not depend on what it encrypts. */
export interface CiphertextForm {
  readonly length: number
  /** The first 113 bytes. */
  readonly prefix: Bytes
  /** u64 words of coefficients, which follow the prefix: polynomial by polynomial, prime by prime. */
  readonly words: number
  readonly primes: readonly bigint[]
  /** The 17 bytes that follow the coefficients, when a seed of 64 bytes ends the form; otherwise none. */
  readonly seedPrefix: Bytes
}

/** Lays out a kind of ciphertext (encrypted match §5). */
export function ciphertextForm(kind: Kind): CiphertextForm {
  const words = (kind.seeded ? kind.parts - 1 : kind.parts) * kind.primes.length * ringDegree
  const length = ciphertextLayout.data + 8 * words + (kind.seeded ? seedLayout.length : 0)
  const prefix = new Uint8Array(ciphertextLayout.data)
  const view = new DataView(prefix.buffer)
  writeHeader(prefix, 0, length)
  prefix.set(kind.parmsId, ciphertextLayout.parmsId)
  view.setUint8(ciphertextLayout.nttForm, kind.nttForm ? 1 : 0)
  view.setBigUint64(ciphertextLayout.parts, BigInt(kind.parts), true)
  view.setBigUint64(ciphertextLayout.degree, BigInt(ringDegree), true)
  view.setBigUint64(ciphertextLayout.primes, BigInt(kind.primes.length), true)
  view.setFloat64(ciphertextLayout.scale, 1, true)
  view.setBigUint64(ciphertextLayout.correctionFactor, kind.correctionFactor, true)
  writeHeader(prefix, ciphertextLayout.inner, innerLength + 8 * words)
  view.setBigUint64(ciphertextLayout.innerCount, BigInt(words), true)
  return { length, prefix, words, primes: kind.primes, seedPrefix: kind.seeded ? seedPrefix() : new Uint8Array() }
}

function seedPrefix(): Bytes {
  const bytes = new Uint8Array(seedLayout.seed)
  writeHeader(bytes, 0, seedLayout.length)
  bytes[seedLayout.kind] = seedGenerator
  return bytes
}
