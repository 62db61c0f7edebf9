import type { Ciphertext } from 'node-seal/throws'
import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { createMask } from './createMask.ts'
import { multiplyByPlainModulus } from './multiplyByPlainModulus.ts'
import { blindingBits, squareBits } from './parameters.ts'
import { plaintextsOf } from './plaintextsOf.ts'
import { transformed } from './transformed.ts'
import { wideResidues } from './wideResidues.ts'

/** What an answer needs and no probe decides. */
export interface PreparedHalf {
  /** A ciphertext of zero in three polynomials. */
  readonly mask: Bytes
  /** p·Γ, a plaintext in NTT form. */
  readonly blinding: Bytes
  /** U, a plaintext in NTT form. */
  readonly square: Bytes
}

/** Good for one match, which wipes it. Plain bytes, about 2 MB. Secret from everybody. */
export type PreparedMatch = readonly [PreparedHalf, PreparedHalf]

/**
 * Masks, p·Γ and U for both halves of an answer (encrypted match §6): most of a match's work, done while the person
 * still looks into the camera.
 *
 * @param key from `loadMaskKey`
 */
export function prepareMatch(context: MatchContext, key: Ciphertext): PreparedMatch {
  using squares = transformed(context, [wideResidues(context, squareBits), wideResidues(context, squareBits)])
  using blindings = transformed(context, [wideResidues(context, blindingBits), wideResidues(context, blindingBits)])
  multiplyByPlainModulus(context, blindings)
  const [square, otherSquare] = plaintextsOf(context, squares)
  const [blinding, otherBlinding] = plaintextsOf(context, blindings)
  return [
    { mask: createMask(context, key), blinding, square },
    { mask: createMask(context, key), blinding: otherBlinding, square: otherSquare },
  ]
}
