import { endpoints } from '../../shared/protocol/endpoints.ts'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { ChallengeResponse, type ChallengeRequest } from '../../shared/protocol/challengeMessages.ts'
import type { Metadata } from '../../shared/protocol/metadata.ts'
import type { Device } from '../storage/devices/device.ts'
import { checkChallenge } from './checkChallenge.ts'
import { fetchMetadata } from './fetchMetadata.ts'
import { jsonBody } from './jsonBody.ts'
import { readAnswer } from './readAnswer.ts'
import { request } from './request.ts'
import { trustedKeys } from './trustedKeys.ts'

/** A challenge, and the keys that are trusted since it came: others than the pinned ones, where those have named a successor. */
export interface StartedChallenge extends ChallengeResponse {
  readonly jwks: Metadata['jwks']
}

/**
 * Asks for a challenge: good for one probe and one token, of a person who moves as it says.
 *
 * @throws ZAuthError `verifier_untrusted` when its movements are not signed by the verifier
 */
export async function startChallenge(ticket: string, device: Device, signal: AbortSignal): Promise<StartedChallenge> {
  const { issuer, device: id } = device.account
  const nonce = toBase64url(crypto.getRandomValues(new Uint8Array(32)))
  const body = jsonBody({ ticket, device: id, nonce } satisfies ChallengeRequest)
  const url = endpoints.challenges(issuer)
  const answer = await request({ method: 'POST', url, body, signing: device.signing, signal })
  const response = readAnswer(ChallengeResponse, answer)
  const jwks = await trustedKeys(response.signature, device.account, () => fetchMetadata(device.account, signal))
  await checkChallenge(response, jwks, { issuer, device: id, nonce })
  return { ...response, jwks }
}
