import type { Contender } from './contender.ts'
import { contextOf, seal } from './sealOf.ts'
import { textbook } from './textbook.ts'

const scale = 2 ** 40

/** CKKS as the well-known tutorials set it up: N = 8192, primes of {60, 40, 40, 60} bits, scale 2^40. */
export function ckks(): Contender {
  const degree = 8192
  const context = contextOf({
    scheme: 'ckks',
    degree,
    coefficientModulus: seal.CoeffModulus.Create(degree, Int32Array.of(60, 40, 40, 60)),
  })
  const encoder = new seal.CKKSEncoder(context)
  const evaluator = new seal.Evaluator(context)
  return textbook('CKKS, tutorial parameters, N = 8192', {
    context,
    encode: (values, plaintext) => encoder.encode(Float64Array.from(values), scale, plaintext),
    decode: (plaintext) => (encoder.decodeFloat64(plaintext) as Float64Array)[0] ?? 0,
    settle: (product) => evaluator.rescaleToNextInplace(product),
    rotate: (ciphertext, step, keys, to) => evaluator.rotateVector(ciphertext, step, keys, to),
  })
}
