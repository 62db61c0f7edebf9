import type { Contender } from './contender.ts'
import { contextOf, seal } from './sealOf.ts'
import { textbook } from './textbook.ts'

/** Steps that a unit embedding's entries are rounded to, so that a score of 127² is a cosine of 1. */
const scale = 127
/** Scores of −127² to 127² need 15 bits; SEAL has no smaller batching modulus for both degrees. */
const plainBits = 17

/** BFV with batching, relinearisation and rotations, at SEAL's own default modulus. */
export function bfv(degree: 4096 | 8192): Contender {
  const context = contextOf({
    scheme: 'bfv',
    degree,
    coefficientModulus: seal.CoeffModulus.BFVDefault(degree, seal.SecLevelType.tc128),
    plainBits,
  })
  const encoder = new seal.BatchEncoder(context)
  const evaluator = new seal.Evaluator(context)
  return textbook(`BFV, batching, N = ${degree}`, {
    context,
    encode: (values, plaintext) =>
      encoder.encode(
        BigInt64Array.from(values, (entry) => BigInt(Math.round(entry * scale))),
        plaintext,
      ),
    decode: (plaintext) => Number((encoder.decodeBigInt64(plaintext) as BigInt64Array)[0] ?? 0n) / scale ** 2,
    settle: () => undefined,
    rotate: (ciphertext, step, keys, to) => evaluator.rotateRows(ciphertext, step, keys, to),
  })
}
