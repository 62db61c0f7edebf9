import type { Ciphertext } from 'node-seal/throws'
import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { ciphertextLayout, polynomialBytes } from './layout.ts'
import { saved } from './saved.ts'

/**
 * The first two polynomials of a ciphertext under the three primes, as they are serialised. They lie in the same memory: who discards
 * one discards both.
 */
export function polynomialsOf({ seal }: MatchContext, ciphertext: Ciphertext): readonly [Bytes, Bytes] {
  const bytes = saved(seal, ciphertext)
  const [first, second] = [ciphertextLayout.data, ciphertextLayout.data + polynomialBytes]
  return [bytes.subarray(first, second), bytes.subarray(second, second + polynomialBytes)]
}
