import type { Ciphertext } from 'node-seal/throws'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'
import { polynomialWords } from './layout.ts'
import { plainModulus } from './parameters.ts'
import { loadPlaintext, plaintextBytes } from './plaintextForm.ts'

/** Multiplies by p, which is no plaintext; in NTT form a constant is the same at each place, and p lies below every prime. */
export function multiplyByPlainModulus(context: MatchContext, ciphertext: Ciphertext): void {
  const constant = new BigUint64Array(polynomialWords).fill(plainModulus)
  using plaintext = loadPlaintext(context, plaintextBytes(constant, context.firstParmsId))
  discard(constant)
  context.evaluator.multiplyPlainInplace(ciphertext, plaintext)
}
