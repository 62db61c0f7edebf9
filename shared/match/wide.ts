import type { Coefficients } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'
import { ciphertextLayout } from './layout.ts'
import { blindingBits, dataPrimes, plainModulus, ringDegree, squareBits } from './parameters.ts'
import { loadPlaintext, plaintextBytes } from './plaintextForm.ts'
import { randomBits, randomElements } from './randomness.ts'
import { saved } from './saved.ts'

/** Two polynomials at once: SEAL's ciphertexts have two polynomials at least. */
type Pair = [Coefficients, Coefficients]

/** Widest limb that is drawn at once; below each prime, so that a limb is its own residue. */
const limbBits = 48
const words = dataPrimes * ringDegree

/** p·Γ for both halves of an answer, the coefficients of Γ uniform in 93 bits (encrypted match §6). Residues, prime by prime. */
export function blindingResidues(context: MatchContext): Pair {
  const limbs = (bits: number): Pair => [randomBits(ringDegree, bits), randomBits(ringDegree, bits)]
  return combined(context, [
    { limbs: limbs(limbBits), factor: plainModulus },
    { limbs: limbs(blindingBits - limbBits), factor: plainModulus << BigInt(limbBits) },
  ])
}

/**
 * U = U_0 + p·U_1 for both halves of an answer: U_0 uniform in R_p, the coefficients of U_1 uniform in 48 bits (encrypted
 * match §4). Residues, prime by prime.
 */
export function squareResidues(context: MatchContext): Pair {
  return combined(context, [
    { limbs: [randomElements(ringDegree), randomElements(ringDegree)], factor: 1n },
    { limbs: [randomBits(ringDegree, squareBits), randomBits(ringDegree, squareBits)], factor: plainModulus },
  ])
}

interface Term {
  /** Discarded. */
  readonly limbs: Pair
  readonly factor: bigint
}

/**
 * The sum of limbs times factors, modulo each prime. SEAL computes it, as it has no big integers to make: residues that
 * pass for a ciphertext in NTT form are multiplied value by value, and a constant is the same at each place in that form.
 */
function combined(context: MatchContext, terms: readonly [Term, Term]): Pair {
  const { seal, evaluator } = context
  using sum = scaled(context, terms[0])
  using other = scaled(context, terms[1])
  evaluator.addInplace(sum, other)
  const bytes = saved(seal, sum)
  const residues = (i: number): Coefficients => {
    const start = ciphertextLayout.data + 8 * words * i
    return new BigUint64Array(bytes.slice(start, start + 8 * words).buffer)
  }
  const pair: Pair = [residues(0), residues(1)]
  discard(bytes)
  return pair
}

function scaled(context: MatchContext, { limbs, factor }: Term) {
  const form = context.forms.whole
  const bytes = new Uint8Array(form.length)
  bytes.set(form.prefix)
  limbs.forEach((limb, i) => {
    const raw = new Uint8Array(limb.buffer)
    for (let l = 0; l < dataPrimes; l++) bytes.set(raw, ciphertextLayout.data + 8 * (words * i + ringDegree * l))
    discard(limb)
  })
  const ciphertext = new context.seal.Ciphertext()
  ciphertext.loadFromArray(context.context, bytes)
  discard(bytes)
  if (factor !== 1n) {
    const constant = new BigUint64Array(words)
    context.primes.forEach((prime, l) => constant.fill(factor % prime, l * ringDegree, (l + 1) * ringDegree))
    using multiplier = loadPlaintext(context, plaintextBytes(constant, context.firstParmsId))
    context.evaluator.multiplyPlainInplace(ciphertext, multiplier)
  }
  return ciphertext
}
