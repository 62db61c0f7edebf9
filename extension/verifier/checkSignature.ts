import { toBase64url } from '../../shared/protocol/encoding.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { AnswerClaims } from '../../shared/protocol/challengeMessages.ts'
import { read } from '../../shared/protocol/read.ts'
import type { Metadata } from '../../shared/protocol/metadata.ts'
import { signedDigest } from '../../shared/protocol/transcript.ts'
import { readSigned } from './readSigned.ts'

/** What an answer's signature must be about, for the answer to be opened. */
export interface Expected {
  readonly issuer: string
  /** The challenge that this window started. */
  readonly challenge: string
  /** As `transcriptOf` gives it, of what this window sent and received. */
  readonly transcript: Uint8Array<ArrayBuffer>
  readonly tag: Uint8Array<ArrayBuffer>
}

/**
 * Checks that the verifier's pinned key signed exactly this answer to exactly this challenge. Nothing that fails here may reach
 * the secret key: a program that decrypts what strangers send is a decryption oracle (encrypted match §7).
 *
 * @throws ZAuthError `verifier_untrusted`
 */
export async function checkSignature(signature: string, jwks: Metadata['jwks'], expected: Expected): Promise<void> {
  const digest = toBase64url(await signedDigest(expected.transcript, expected.tag))
  try {
    const claims = read(AnswerClaims, await readSigned(signature, 'zauth-answer+jwt', jwks))
    if (claims.iss !== expected.issuer) throw new TypeError('Unexpected issuer')
    if (claims.challenge !== expected.challenge) throw new TypeError('Unexpected challenge')
    if (claims.transcript !== digest) throw new TypeError('Unexpected transcript')
  } catch (cause) {
    throw new ZAuthError('verifier_untrusted', String(cause), { cause })
  }
}
