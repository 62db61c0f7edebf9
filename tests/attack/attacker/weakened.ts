import { ciphertextLayout } from '../../../shared/match/layout.ts'
import { dataPrimes, plainModulus as p, ringDegree, stride } from '../../../shared/match/parameters.ts'
import type { PreparedMatch } from '../../../shared/match/prepareMatch.ts'
import { randomElements } from '../../../shared/match/randomness.ts'
import { plaintextsOf } from '../../../shared/match/plaintextsOf.ts'
import { transformed } from '../../../shared/match/transformed.ts'
import { context } from '../../match/world.ts'
import { prepareFromBytes } from '../../match/fromBytes.ts'

/** What a weaker verifier leaves out. */
export type Weakness =
  'no square test' | 'a norm test instead of the square test' | 'no mask' | 'a U of 36 bits' | 'a U of 36 bits and no Γ'

/** The same small coefficients modulo each prime. */
function residues(coefficients: BigUint64Array): BigUint64Array<ArrayBuffer> {
  const all = new BigUint64Array(dataPrimes * ringDegree)
  for (let l = 0; l < dataPrimes; l++) all.set(coefficients, l * ringDegree)
  return all
}

/**
 * U = p tests nothing, as it vanishes modulo p. U of degree below K looks only at the constant coefficient of x² − 1, the
 * norm, where x is packed as it should be. U of 36 bits is uniform modulo p and no wider, as it was before the denominator attack.
 */
function square(weakness: Weakness): BigUint64Array<ArrayBuffer> {
  if (weakness === 'no square test') return residues(BigUint64Array.of(p))
  return residues(randomElements(weakness === 'a norm test instead of the square test' ? stride : ringDegree))
}

/** (0, p, 0): SEAL refuses a ciphertext of zeros, and a small multiple of p that everybody knows hides nothing. */
function setKnownMask(mask: Uint8Array<ArrayBuffer>): void {
  const { data } = ciphertextLayout
  const words = new BigUint64Array(9 * ringDegree).fill(p, 3 * ringDegree, 6 * ringDegree)
  mask.set(new Uint8Array(words.buffer), data)
}

/** What a weaker verifier would prepare, so that the rest of the match stays the product's own code. */
export function weakened(publicKey: Uint8Array, weakness: Weakness): PreparedMatch {
  const [first, second] = prepareFromBytes(context, publicKey)
  if (weakness === 'no mask') {
    for (const { mask } of [first, second]) setKnownMask(mask)
    return [first, second]
  }
  // Γ = 1 hides nothing and bounds nothing.
  const gamma = () => residues(BigUint64Array.of(p))
  using weakSquares = transformed(context, [square(weakness), square(weakness)])
  using weakBlindings = transformed(context, [gamma(), gamma()])
  const squares = plaintextsOf(context, weakSquares)
  const blindings = plaintextsOf(context, weakBlindings)
  const bare = weakness === 'a U of 36 bits and no Γ'
  return [
    { mask: first.mask, square: squares[0], blinding: bare ? blindings[0] : first.blinding },
    { mask: second.mask, square: squares[1], blinding: bare ? blindings[1] : second.blinding },
  ]
}
