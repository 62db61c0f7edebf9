import { sha256 } from '../protocol/encoding.ts'
import type { Bytes } from './bytes.ts'
import { tagLength } from './parameters.ts'

/**
 * The first 24 bits of SHA-256(transcript ‖ token) (encrypted match §4): enough for the honest client to find the
 * token among 32, and too few to search for one.
 *
 * @param transcript 192 bytes from `transcriptOf`
 * @param token 9 bytes
 * @returns 3 bytes
 */
export async function tagOf(transcript: Uint8Array, token: Uint8Array): Promise<Bytes> {
  return (await sha256(transcript, token)).slice(0, tagLength)
}
