import { equalInConstantTime } from '../protocol/encoding.ts'
import type { Bytes } from './bytes.ts'
import type { MatchContext } from './context.ts'
import { decryptAnswers } from './decryptAnswers.ts'
import { tagOf } from './tag.ts'
import { tokenBytes } from './tokenBytes.ts'

/**
 * Opens both answers and looks for the token that the tag belongs to (encrypted match §7). Call it only with answers to a
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
