import { endpoints } from '../../shared/protocol/endpoints.ts'
import { toCbor } from '../../shared/protocol/cbor.ts'
import { EnrolmentResponse, type EnrolmentRequest } from '../../shared/protocol/enrolmentMessages.ts'
import { readAnswer } from './readAnswer.ts'
import { request } from './request.ts'

/** Enrols this device: the key that signs the request becomes the device's. */
export async function enrolDevice(
  issuer: string,
  enrolment: EnrolmentRequest,
  signing: CryptoKeyPair,
  signal: AbortSignal,
): Promise<EnrolmentResponse> {
  const body = { type: 'application/cbor', bytes: toCbor(enrolment) }
  try {
    const answer = await request({ method: 'POST', url: endpoints.enrolments(issuer), body, signing, signal })
    return readAnswer(EnrolmentResponse, answer)
  } finally {
    // Where the verifier trains, both held embeddings.
    body.bytes.fill(0)
    if (enrolment.training === 'server') for (const embedding of enrolment.embeddings) embedding.fill(0)
  }
}
