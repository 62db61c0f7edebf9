import { dataPrimes, ringDegree, stride } from '../../shared/match/parameters.ts'
import { prepareMatch, type PreparedMatch } from '../../shared/match/prepare.ts'
import { randomElements } from '../../shared/match/randomness.ts'
import { transformed } from '../../shared/match/transformed.ts'
import { blindingResidues } from '../../shared/match/wide.ts'
import { p } from '../match/twin.ts'
import { context } from '../match/world.ts'

/** What a verifier leaves out: nothing; the square test; all of it but the norm; the ciphertext mask. */
export type Weakness = 'none' | 'no square test' | 'norm test' | 'no mask'

/** U by its first coefficients, the same modulo each prime; zero beyond. */
function shortSquare(coefficients: BigUint64Array): BigUint64Array<ArrayBuffer> {
  const residues = new BigUint64Array(dataPrimes * ringDegree)
  for (let l = 0; l < dataPrimes; l++) residues.set(coefficients, l * ringDegree)
  return residues
}

/**
 * What a weaker verifier would prepare, so that the rest of the match stays the product's own code. U = p tests nothing,
 * as it vanishes modulo p. U of degree below K looks only at the constant coefficient of x² − 1, the norm, where x is
 * packed as it should be.
 */
export function weakened(publicKey: Uint8Array, weakness: Weakness): PreparedMatch {
  const prepared = prepareMatch(context, publicKey)
  if (weakness === 'none') return prepared
  if (weakness === 'no mask') {
    for (const { mask } of prepared) mask.fill(0, context.forms.mask.prefix.length)
    return prepared
  }
  const square = () => shortSquare(weakness === 'norm test' ? randomElements(stride) : BigUint64Array.of(p))
  const [blinding, first, otherBlinding, second] = transformed(context, [
    blindingResidues(context),
    square(),
    blindingResidues(context),
    square(),
  ])
  return [
    { mask: prepared[0].mask, blinding, square: first },
    { mask: prepared[1].mask, blinding: otherBlinding, square: second },
  ]
}
