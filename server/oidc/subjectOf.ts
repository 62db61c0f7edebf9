import type { VerifierConfig } from '../config.ts'
import type { Keys } from '../keys/loadKeys.ts'
import { pairwiseSubject } from './pairwiseSubject.ts'

/** How a website's tokens name a user: by its own user id, or pairwise. */
export function subjectOf(
  { accountNames }: Pick<Keys, 'accountNames'>,
  client: VerifierConfig['clients'][number],
  userId: string,
): string {
  return client.oidc.subject === 'pairwise' ? pairwiseSubject(accountNames, client, userId) : userId
}
