import type { Ciphertext } from 'node-seal/throws'
import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'
import { plaintextBytes } from './plaintextForm.ts'
import { polynomialsOf } from './polynomialsOf.ts'

/** The first two polynomials of a ciphertext in NTT form as plaintexts in that form, 196,696 bytes each. */
export function plaintextsOf(context: MatchContext, ciphertext: Ciphertext): [Bytes, Bytes] {
  const [first, second] = polynomialsOf(context, ciphertext)
  const plaintext = (polynomial: Bytes): Bytes => {
    const residues = new BigUint64Array(polynomial.slice().buffer)
    const bytes = plaintextBytes(residues, context.firstParmsId)
    discard(residues)
    return bytes
  }
  const plaintexts: [Bytes, Bytes] = [plaintext(first), plaintext(second)]
  discard(first)
  return plaintexts
}
