import { ZAuthError } from '../protocol/errors.ts'
import type { Bytes, Coefficients } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { loadCiphertext } from './loadCiphertext.ts'
import { loadSecretKey } from './loadSecretKey.ts'
import { stride } from './parameters.ts'
import { coefficientsOf } from './plaintextForm.ts'
import { cut } from './sendable.ts'

/**
 * The K coefficients that each answer holds: a token's half where the score is the one tested there, uniform in Z_p
 * elsewhere.
 *
 * @throws ZAuthError `malformed_ciphertext` when an answer is not one, `storage_damaged` when the secret key is not one
 */
export function decryptAnswers(
  context: MatchContext,
  secretKeyBytes: Uint8Array,
  answers: readonly [Uint8Array, Uint8Array],
): [Coefficients, Coefficients] {
  using secretKey = loadSecretKey(context, secretKeyBytes)
  using decryptor = new context.seal.Decryptor(context.context, secretKey)
  const decrypt = (bytes: Uint8Array): Coefficients => {
    using answer = loadCiphertext(context, 'answer', wholeAgain(context, bytes), [context.forms.answer])
    using plaintext = new context.seal.Plaintext()
    decryptor.decrypt(answer, plaintext)
    return coefficientsOf(context, plaintext, stride)
  }
  return [decrypt(answers[0]), decrypt(answers[1])]
}

/** Puts zeros where the verifier cut coefficients away. */
function wholeAgain(context: MatchContext, bytes: Uint8Array): Bytes {
  const { length } = context.forms.answer
  const expected = length - (cut.to - cut.from)
  if (bytes.length !== expected) {
    throw new ZAuthError('malformed_ciphertext', `answer: Unexpected length ${bytes.length}, expected ${expected}`)
  }
  const whole = new Uint8Array(length)
  whole.set(bytes.subarray(0, cut.from))
  whole.set(bytes.subarray(cut.from), cut.to)
  return whole
}
