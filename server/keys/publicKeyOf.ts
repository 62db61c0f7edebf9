import type { PublicJwk } from '../../shared/protocol/metadata.ts'
import type { AnswerKey } from './keyFile.ts'

/** The public key of one that signs answers. */
export function publicKeyOf({ kty, kid, x, y }: AnswerKey['key']): PublicJwk {
  if (kty !== 'EC' || typeof x !== 'string' || typeof y !== 'string')
    throw new TypeError('The answer key is no P-256 key')
  return { kty, crv: 'P-256', x, y, kid, alg: 'ES256', use: 'sig' }
}
