import { ZAuthError } from '../../shared/protocol/errors.ts'
import type { EnrolmentRequest } from '../../shared/protocol/enrolmentMessages.ts'
import { embeddingFromBytes } from '../../shared/recognition/embeddingBytes.ts'
import { leastAcceptThreshold } from '../../shared/recognition/leastAcceptThreshold.ts'
import type { Parts } from '../parts.ts'
import type { Policy } from '../policy/policyFor.ts'
import type { Trained } from './worker.ts'

/**
 * The encrypted template of an enrolment: the one that was sent, checked, or one trained here from embeddings, whose numbers are
 * wiped as soon as they were used. The bytes in which they were sent are the caller's.
 *
 * @param gone says when the client does not wait any more
 * @throws ZAuthError `malformed_ciphertext`, `degenerate_ciphertext`, `threshold_too_low`, `malformed_request`,
 * `series_inconsistent`, `busy`, `cancelled`
 */
export async function makeTemplate(
  { matcher }: Parts,
  request: EnrolmentRequest,
  { falseMatchRate }: Pick<Policy, 'falseMatchRate'>,
  gone: AbortSignal,
): Promise<Trained> {
  using place = matcher.admit(gone)
  const { publicKey } = request
  if (request.training === 'device') {
    const { template, acceptThreshold } = request
    if (acceptThreshold < leastAcceptThreshold(falseMatchRate)) throw new ZAuthError('threshold_too_low')
    await place.checkEnrolment({ publicKey, template })
    return { template, acceptThreshold }
  }

  const embeddings: Float32Array[] = []
  try {
    for (const bytes of request.embeddings) embeddings.push(embeddingFromBytes(bytes))
    return await place.train({ publicKey, embeddings, falseMatchRate })
  } finally {
    for (const secret of embeddings) secret.fill(0)
  }
}
