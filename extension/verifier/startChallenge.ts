import { endpoints } from '../../shared/protocol/endpoints.ts'
import { ChallengeResponse } from '../../shared/protocol/messages.ts'
import type { Device } from '../storage/device.ts'
import { jsonBody } from './jsonBody.ts'
import { readAnswer } from './readAnswer.ts'
import { request } from './request.ts'

/** Asks for a challenge: good for one probe and one token. */
export async function startChallenge(ticket: string, device: Device, signal: AbortSignal): Promise<ChallengeResponse> {
  const body = jsonBody({ ticket, device: device.account.device })
  const url = endpoints.challenges(device.account.issuer)
  const answer = await request({ method: 'POST', url, body, signing: device.signing, signal })
  return readAnswer(ChallengeResponse, answer)
}
