import { createHmac } from 'node:crypto'
import type { Client } from 'oidc-provider'

/**
 * A user's name for the websites of one host and nobody else (OIDC Core §8.1): two hosts that compare theirs learn nothing.
 * The website's own user id is no secret of its host, so the website's id is part of it.
 *
 * @param key HMAC key of the verifier's own
 * @returns base64url, 32 bytes
 */
export function pairwiseSubject(key: Uint8Array, client: Client, userId: string): string {
  const sector = String(client['sectorIdentifier'])
  const name = JSON.stringify(['pairwise subject', sector, client.clientId, userId])
  return createHmac('sha256', key).update(name).digest('base64url')
}
