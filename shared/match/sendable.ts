import type { Ciphertext } from 'node-seal/throws'
import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { discard } from './discard.ts'
import { ciphertextLayout } from './layout.ts'
import { ringDegree, stride } from './parameters.ts'
import { saved } from './saved.ts'

/** Where the coefficients of the first polynomial that are sent end, and where those that are not sent end. */
export const cut = { from: ciphertextLayout.data + 8 * stride, to: ciphertextLayout.data + 8 * ringDegree } as const

/**
 * Switches an answer to the last prime and keeps of its first polynomial only the K coefficients that an honest client
 * decrypts, so that nobody can decrypt another (encrypted match §6, step 6). The switch is part of the soundness.
 *
 * @returns 131,441 bytes
 */
export function sendable(context: MatchContext, answer: Ciphertext): Bytes {
  context.evaluator.cipherModSwitchToInplace(answer, context.lastParmsId)
  context.evaluator.cipherTransformFromNttInplace(answer)
  const whole = saved(context.seal, answer)
  const bytes = new Uint8Array(whole.length - (cut.to - cut.from))
  bytes.set(whole.subarray(0, cut.from))
  bytes.set(whole.subarray(cut.to), cut.from)
  discard(whole)
  return bytes
}
