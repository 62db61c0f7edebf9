import { ZAuthError } from '../protocol/errors.ts'
import { equalInConstantTime } from '../protocol/encoding.ts'
import type { Bytes, Coefficients } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { coefficientsOf } from './plaintextForm.ts'
import { stride } from './parameters.ts'
import { loadSecretKey } from './secretKey.ts'
import { cut } from './sendable.ts'
import { tagOf } from './tag.ts'
import { tokenBytes } from './tokenBytes.ts'
import { loadCiphertext } from './uploads.ts'

/**
 * Opens both answers and looks for the token that the tag belongs to (encrypted match §5). Call it only with answers to a
 * challenge that this device started, signed by the verifier's pinned key: it must never be a decryption oracle.
 *
 * @param transcript 192 bytes, of this very match
 * @returns the token, 9 bytes, or null when the face was not recognised
 * @throws ZAuthError `malformed_ciphertext` when an answer is not one, `storage_damaged` when the secret key is not one
 */
export async function openAnswers(
  context: MatchContext,
  secretKey: Uint8Array,
  answers: readonly [Uint8Array, Uint8Array],
  transcript: Uint8Array,
  tag: Uint8Array,
): Promise<Bytes | null> {
  const [first, second] = decryptAnswers(context, secretKey, answers)
  const candidates = Array.from(first, (half, j) => tokenBytes(half, second[j] ?? 0n))
  const tags = await Promise.all(candidates.map((candidate) => tagOf(transcript, candidate)))
  return candidates.find((_, j) => equalInConstantTime(tags[j] ?? new Uint8Array(), tag)) ?? null
}

function decryptAnswers(
  context: MatchContext,
  secretKeyBytes: Uint8Array,
  answers: readonly [Uint8Array, Uint8Array],
): [Coefficients, Coefficients] {
  using secretKey = loadSecretKey(context, secretKeyBytes)
  using decryptor = new context.seal.Decryptor(context.context, secretKey)
  const open = (bytes: Uint8Array): Coefficients => {
    using answer = loadCiphertext(context, 'answer', wholeAgain(context, bytes), [context.forms.answer])
    using plaintext = new context.seal.Plaintext()
    decryptor.decrypt(answer, plaintext)
    return coefficientsOf(context, plaintext, stride)
  }
  return [open(answers[0]), open(answers[1])]
}

/** Puts zeros where the verifier cut coefficients away. */
function wholeAgain(context: MatchContext, bytes: Uint8Array): Bytes {
  const { length } = context.forms.answer
  if (bytes.length !== length - (cut.to - cut.from)) {
    throw new ZAuthError('malformed_ciphertext', `answer: Unexpected length ${bytes.length}`)
  }
  const whole = new Uint8Array(length)
  whole.set(bytes.subarray(0, cut.from))
  whole.set(bytes.subarray(cut.from), cut.to)
  return whole
}
