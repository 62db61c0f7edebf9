import { ZAuthError } from '../../shared/protocol/errors.ts'
import { ChallengeClaims, type ChallengeResponse } from '../../shared/protocol/challengeMessages.ts'
import { read } from '../../shared/protocol/read.ts'
import type { Metadata } from '../../shared/protocol/metadata.ts'
import { readSigned } from './readSigned.ts'

/** What a challenge must be about, for the person to be told to do what it asks. */
export interface ExpectedChallenge {
  readonly issuer: string
  readonly device: string
  /** What this request sent: an older challenge, whose movements somebody may know, has another. */
  readonly nonce: string
}

/**
 * Checks that the verifier's pinned key signed exactly this challenge, for this device, in answer to this request. The movements are
 * the verifier's choice then, and nobody's on the way.
 *
 * @throws ZAuthError `verifier_untrusted`
 */
export async function checkChallenge(
  { challenge, movements, expiresAt, signature }: ChallengeResponse,
  jwks: Metadata['jwks'],
  expected: ExpectedChallenge,
): Promise<void> {
  try {
    const claims = read(ChallengeClaims, await readSigned(signature, 'zauth-challenge+jwt', jwks))
    if (claims.iss !== expected.issuer) throw new TypeError('Unexpected issuer')
    if (claims.device !== expected.device) throw new TypeError('Unexpected device')
    if (claims.nonce !== expected.nonce) throw new TypeError('Unexpected nonce')
    if (claims.challenge !== challenge) throw new TypeError('Unexpected challenge')
    if (claims.movements.join() !== movements.join()) throw new TypeError('Unexpected movements')
    if (claims.expiresAt !== expiresAt) throw new TypeError('Unexpected end')
  } catch (cause) {
    throw new ZAuthError('verifier_untrusted', String(cause), { cause })
  }
}
