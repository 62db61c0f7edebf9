import { createHmac } from 'node:crypto'
import type { Client } from '../clients/client.ts'

/**
 * A user's name for one website and no other (OIDC Core §8.1): two that compare theirs learn nothing.
 *
 * @param key HMAC key of the verifier's own
 * @param client a website whose addresses are all of one host
 * @returns base64url, 32 bytes
 */
export function pairwiseSubject(key: Uint8Array, { id, redirectUris }: Client, userId: string): string {
  const sector = URL.parse(redirectUris[0] ?? '')?.host ?? id
  const name = JSON.stringify(['pairwise subject', sector, id, userId])
  return createHmac('sha256', key).update(name).digest('base64url')
}
