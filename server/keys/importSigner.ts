import { CompactSign, importJWK } from 'jose'
import type { Metadata } from '../../shared/protocol/messages.ts'
import type { SigningJwk } from './createKeys.ts'

type PublicJwk = Metadata['jwks']['keys'][number]

/** Signs what the verifier answers to a probe; extensions pin its public key. */
export interface AnswerSigner {
  readonly publicJwk: PublicJwk
  /** Compact JWS (ES256, typ `zauth-answer+jwt`) of the payload as JSON. */
  sign(payload: object): Promise<string>
}

/** The signer of a private ES256 key. */
export async function importSigner(jwk: SigningJwk): Promise<AnswerSigner> {
  const key = await importJWK(jwk, 'ES256')
  const { kid, x, y } = jwk
  if (jwk.kty !== 'EC' || x === undefined || y === undefined) throw new TypeError('The answer key is no P-256 key')
  return {
    publicJwk: { kty: 'EC', crv: 'P-256', x, y, kid, alg: 'ES256', use: 'sig' },
    sign: (payload) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'ES256', typ: 'zauth-answer+jwt', kid })
        .sign(key),
  }
}
