import { endpoints } from '../../shared/protocol/endpoints.ts'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { Metadata } from '../../shared/protocol/metadata.ts'
import type { Enrolled } from '../storage/accounts/account.ts'
import { readAnswer } from './readAnswer.ts'
import { request } from './request.ts'

/**
 * What the verifier says about itself: its name, the key that it signs answers with, and what leads to it from former ones.
 *
 * @throws ZAuthError `internal_error` when it speaks for another
 */
export async function fetchMetadata({ issuer }: Pick<Enrolled, 'issuer'>, signal: AbortSignal): Promise<Metadata> {
  const answer = await request({ method: 'GET', url: endpoints.metadata(issuer), signal })
  const metadata = readAnswer(Metadata, answer)
  if (metadata.issuer !== issuer) throw new ZAuthError('internal_error', 'metadata of another issuer')
  return metadata
}
