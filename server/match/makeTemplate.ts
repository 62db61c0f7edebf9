import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { EnrolmentRequest } from '../../shared/protocol/messages.ts'
import { leastAcceptThreshold } from '../../shared/recognition/leastAcceptThreshold.ts'
import type { Parts } from '../parts.ts'
import { readEmbedding } from './readEmbedding.ts'
import type { Trained } from './worker.ts'

/**
 * The encrypted template of an enrolment: the one that was sent, checked, or one trained here from embeddings, which are
 * wiped as soon as they were used.
 *
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`, `threshold_too_low`, `malformed_request`, `busy`
 */
export async function makeTemplate({ matcher, config }: Parts, request: EnrolmentRequest): Promise<Trained> {
  using place = matcher.admit()
  const { publicKey } = request
  if (request.training === 'device') {
    const { template, acceptThreshold } = request
    if (acceptThreshold < leastAcceptThreshold(config.falseMatchRate)) throw new ZAuthError('threshold_too_low')
    await place.checkEnrolment({ publicKey, template })
    return { template, acceptThreshold }
  }

  const embeddings = request.embeddings.map(readEmbedding)
  try {
    return await place.train({ publicKey, embeddings, falseMatchRate: config.falseMatchRate })
  } catch (error) {
    // The person takes the images again: for the verifier that is a request it cannot use.
    if (error instanceof ZAuthError && error.code === 'series_inconsistent') {
      throw new ZAuthError('malformed_request', 'series_inconsistent', { cause: error })
    }
    throw error
  } finally {
    for (const secret of [...embeddings, ...request.embeddings]) secret.fill(0)
  }
}
