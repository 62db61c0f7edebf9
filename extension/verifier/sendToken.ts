import { endpoints } from '../../shared/protocol/endpoints.ts'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { TokenResponse } from '../../shared/protocol/challengeMessages.ts'
import type { Device } from '../storage/devices/device.ts'
import { jsonBody } from './jsonBody.ts'
import { readAnswer } from './readAnswer.ts'
import { request } from './request.ts'

/** Sends the token that the answer held. When it returns, the person is authenticated. */
export async function sendToken(
  challenge: string,
  token: Uint8Array<ArrayBuffer>,
  device: Device,
  signal: AbortSignal,
): Promise<TokenResponse> {
  const body = jsonBody({ token: toBase64url(token) })
  const url = endpoints.token(device.account.issuer, challenge)
  const answer = await request({ method: 'POST', url, body, signing: device.signing, signal })
  return readAnswer(TokenResponse, answer)
}
