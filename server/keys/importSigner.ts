import { CompactSign, importJWK } from 'jose'
import type { Metadata } from '../../shared/protocol/messages.ts'
import type { PrivateJwk } from './keyFile.ts'

type PublicJwk = Metadata['jwks']['keys'][number]

/** What the answer key signs: answers to probes, challenges, what was deleted, and the audit log. What is signed for one never serves as the other. */
export type SignatureType = 'zauth-answer+jwt' | 'zauth-challenge+jwt' | 'zauth-deletion+jwt' | 'zauth-audit+jwt'

/** Signs what the verifier answers to a device; extensions pin its public key. */
export interface AnswerSigner {
  readonly publicJwk: PublicJwk
  /** Compact JWS (ES256) of the payload as JSON. */
  sign(typ: SignatureType, payload: object): Promise<string>
}

/** The signer of a private ES256 key. */
export async function importSigner(jwk: PrivateJwk): Promise<AnswerSigner> {
  const key = await importJWK(jwk, 'ES256')
  const { kid, x, y } = jwk
  if (jwk.kty !== 'EC' || typeof x !== 'string' || typeof y !== 'string')
    throw new TypeError('The answer key is no P-256 key')
  return {
    publicJwk: { kty: 'EC', crv: 'P-256', x, y, kid, alg: 'ES256', use: 'sig' },
    sign: (typ, payload) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'ES256', typ, kid })
        .sign(key),
  }
}
