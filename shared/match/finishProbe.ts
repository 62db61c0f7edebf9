import type { Bytes, Coefficients } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'
import { halvesOf, word } from './halves.ts'
import { ciphertextLayout, polynomialBytes, polynomialWords } from './layout.ts'
import { pack } from './packing.ts'
import { plainModulus, ringDegree } from './parameters.ts'
import { polynomialsOf } from './polynomialsOf.ts'
import { transformed } from './transformed.ts'

const { data } = ciphertextLayout

/**
 * Enc(x), of what was prepared: to its first polynomial the message is added, as SEAL's encryptor does it at its end (encrypted
 * match §4). What was prepared is wiped.
 *
 * @param prepared from `prepareProbe`; discarded
 * @param signs 256 signs from `nearestSigns`
 * @returns 196,802 bytes
 */
export function finishProbe(context: MatchContext, prepared: Bytes, signs: Int8Array): Bytes {
  if (!prepared[0]) throw new TypeError('Unexpected second use of a prepared probe')
  const probe = prepared.slice()
  discard(prepared)
  using message = transformed(context, [liftedTo(context, pack(signs)), new BigUint64Array(polynomialWords).fill(1n)])
  const [addend] = polynomialsOf(context, message)
  const sums = new Uint32Array(probe.slice(data, data + polynomialBytes).buffer)
  addModulo(context, sums, new Uint32Array(addend.slice().buffer))
  probe.set(new Uint8Array(sums.buffer), data)
  discard(addend)
  return probe
}

/** Residues of coefficients that stand for integers between −p/2 and p/2, as SEAL takes them; the coefficients are wiped. */
function liftedTo({ primes }: MatchContext, coefficients: Coefficients): Coefficients {
  const residues = new BigUint64Array(polynomialWords)
  coefficients.forEach((coefficient, i) => {
    if (coefficient === 0n) return
    const negative = coefficient > plainModulus / 2n
    primes.forEach((prime, l) => {
      residues[l * ringDegree + i] = negative ? prime - plainModulus + coefficient : coefficient
    })
  })
  discard(coefficients)
  return residues
}

/** Adds values below each prime, as halves of 32 bits. */
function addModulo({ primes }: MatchContext, sums: Uint32Array, addends: Uint32Array): void {
  primes.forEach((prime, l) => {
    const [primeLow, primeHigh] = halvesOf(prime)
    for (let i = 2 * l * ringDegree; i < 2 * (l + 1) * ringDegree; i += 2) {
      let low = (sums[i] ?? 0) + (addends[i] ?? 0)
      let high = (sums[i + 1] ?? 0) + (addends[i + 1] ?? 0)
      if (low >= word) {
        low -= word
        high += 1
      }
      if (high > primeHigh || (high === primeHigh && low >= primeLow)) {
        low -= primeLow
        high -= primeHigh
        if (low < 0) {
          low += word
          high -= 1
        }
      }
      sums[i] = low
      sums[i + 1] = high
    }
  })
}
