import type { Client } from '../clients/client.ts'
import type { Keys } from '../keys/loadKeys.ts'
import { pairwiseSubject } from './pairwiseSubject.ts'

/** How a website's tokens name a user: by its own user id, or pairwise. */
export function subjectOf({ accountNames }: Pick<Keys, 'accountNames'>, client: Client, userId: string): string {
  return client.oidc.subject === 'pairwise' ? pairwiseSubject(accountNames, client, userId) : userId
}
