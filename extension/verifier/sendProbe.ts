import { endpoints } from '../../shared/protocol/endpoints.ts'
import { AnswerResponse } from '../../shared/protocol/challengeMessages.ts'
import type { Device } from '../storage/devices/device.ts'
import { readAnswer } from './readAnswer.ts'
import { request } from './request.ts'

/** Sends the encrypted probe; the match's masked answer comes back. */
export async function sendProbe(
  challenge: string,
  probe: Uint8Array<ArrayBuffer>,
  device: Device,
  signal: AbortSignal,
): Promise<AnswerResponse> {
  const body = { type: 'application/octet-stream', bytes: probe }
  const url = endpoints.probe(device.account.issuer, challenge)
  const answer = await request({ method: 'POST', url, body, signing: device.signing, signal })
  return readAnswer(AnswerResponse, answer)
}
