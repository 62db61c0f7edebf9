import type { Bytes, Coefficients } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'
import { ciphertextLayout } from './layout.ts'
import { dataPrimes, ringDegree } from './parameters.ts'
import { plaintextBytes } from './plaintextForm.ts'
import { saved } from './saved.ts'

const words = dataPrimes * ringDegree

/**
 * Plaintexts in NTT form of four wide polynomials. SEAL would take coefficients above p/2 for negative ones if it
 * transformed them as plaintexts; so they are loaded as a ciphertext in coefficient form, which it transforms as it is.
 *
 * @param polynomials residues, prime by prime; discarded
 * @returns serialised plaintexts, 196,696 bytes each
 */
export function transformed(
  context: MatchContext,
  polynomials: readonly [Coefficients, Coefficients, Coefficients, Coefficients],
): [Bytes, Bytes, Bytes, Bytes] {
  const form = context.forms.untransformed
  const bytes = new Uint8Array(form.length)
  bytes.set(form.prefix)
  polynomials.forEach((polynomial, i) => {
    bytes.set(new Uint8Array(polynomial.buffer), ciphertextLayout.data + 8 * words * i)
    discard(polynomial)
  })
  using ciphertext = new context.seal.Ciphertext()
  ciphertext.loadFromArray(context.context, bytes)
  discard(bytes)
  const all = saved(context.seal, ciphertext)
  const plaintext = (i: number) => {
    const start = ciphertextLayout.data + 8 * words * i
    const residues = new BigUint64Array(all.slice(start, start + 8 * words).buffer)
    const plaintext = plaintextBytes(residues, context.firstParmsId)
    discard(residues)
    return plaintext
  }
  const plaintexts: [Bytes, Bytes, Bytes, Bytes] = [plaintext(0), plaintext(1), plaintext(2), plaintext(3)]
  discard(all)
  return plaintexts
}
