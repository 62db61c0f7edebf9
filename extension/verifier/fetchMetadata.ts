import { endpoints } from '../../shared/protocol/endpoints.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { Metadata, type Offer } from '../../shared/protocol/messages.ts'
import { readAnswer } from './readAnswer.ts'
import { request } from './request.ts'

/**
 * What the verifier says about itself: its name, and the keys that it signs answers with.
 *
 * @throws ZAuthError `internal_error` when it speaks for another
 */
export async function fetchMetadata(offer: Offer, signal: AbortSignal): Promise<Metadata> {
  const answer = await request({ method: 'GET', url: endpoints.metadata(offer.issuer), signal })
  const metadata = readAnswer(Metadata, answer)
  if (metadata.issuer !== offer.issuer) throw new ZAuthError('internal_error', 'metadata of another issuer')
  return metadata
}
