import type { ChallengeClaims, ChallengeResponse } from '../../shared/protocol/challengeMessages.ts'
import type { Parts } from '../parts.ts'
import type { Challenge } from '../store/records.ts'

/** A challenge as the device gets it, signed together with the nonce of the request that it answers. */
export async function signedChallenge(
  { config: { issuer }, keys }: Parts,
  { id: challenge, device, movements, expiresAt }: Challenge,
  { nonce, triesLeft }: { readonly nonce: string; readonly triesLeft: number },
): Promise<ChallengeResponse> {
  const asked = { challenge, movements: [...movements], expiresAt }
  const claims: ChallengeClaims = { iss: issuer, device, nonce, ...asked }
  return { ...asked, triesLeft, signature: await keys.answer.sign('zauth-challenge+jwt', claims) }
}
