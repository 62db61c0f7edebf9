import { endpoints } from '../../shared/protocol/endpoints.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { Metadata, type Offer } from '../../shared/protocol/messages.ts'
import { readAnswer } from './readAnswer.ts'
import { request } from './request.ts'

/**
 * What the verifier says about itself: strictness, where it trains, the keys that it signs answers with.
 *
 * @throws ZAuthError `training_mismatch` when it is not what the person was told, `internal_error` when it speaks for another
 */
export async function fetchMetadata(offer: Offer, signal: AbortSignal): Promise<Metadata> {
  const answer = await request({ method: 'GET', url: endpoints.metadata(offer.issuer), signal })
  const metadata = readAnswer(Metadata, answer)
  if (metadata.issuer !== offer.issuer) throw new ZAuthError('internal_error', 'metadata of another issuer')
  if (metadata.training !== offer.training) throw new ZAuthError('training_mismatch')
  return metadata
}
