import type { Ciphertext } from 'node-seal/throws'
import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'
import { ciphertextLayout } from './layout.ts'
import { dataPrimes, ringDegree } from './parameters.ts'
import { plaintextBytes } from './plaintextForm.ts'
import { saved } from './saved.ts'

const words = dataPrimes * ringDegree

/** The first two polynomials of a ciphertext in NTT form as plaintexts in that form, 196,696 bytes each. */
export function plaintextsOf(context: MatchContext, ciphertext: Ciphertext): [Bytes, Bytes] {
  const all = saved(context.seal, ciphertext)
  const plaintext = (i: number): Bytes => {
    const start = ciphertextLayout.data + 8 * words * i
    const residues = new BigUint64Array(all.slice(start, start + 8 * words).buffer)
    const bytes = plaintextBytes(residues, context.firstParmsId)
    discard(residues)
    return bytes
  }
  const plaintexts: [Bytes, Bytes] = [plaintext(0), plaintext(1)]
  discard(all)
  return plaintexts
}
