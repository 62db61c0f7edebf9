import { CompactSign, importJWK } from 'jose'
import type { PublicJwk } from '../../shared/protocol/metadata.ts'
import type { successionType } from '../../shared/protocol/succession.ts'
import type { PrivateJwk } from './keyFile.ts'
import { publicKeyOf } from './publicKeyOf.ts'

/**
 * What the answer key signs: answers to probes, challenges, what was deleted, the audit log, and which key follows it. What is signed for one
 * never serves as the other.
 */
export type SignatureType =
  'zauth-answer+jwt' | 'zauth-challenge+jwt' | 'zauth-deletion+jwt' | 'zauth-audit+jwt' | typeof successionType

/** Signs what the verifier answers to a device; extensions pin its public key. */
export interface AnswerSigner {
  readonly publicJwk: PublicJwk
  /** Compact JWS (ES256) of the payload as JSON. */
  sign(typ: SignatureType, payload: object): Promise<string>
}

/** The signer of a private ES256 key. */
export async function importSigner(jwk: PrivateJwk): Promise<AnswerSigner> {
  const key = await importJWK(jwk, 'ES256')
  const { kid } = jwk
  return {
    publicJwk: publicKeyOf(jwk),
    sign: (typ, payload) =>
      new CompactSign(new TextEncoder().encode(JSON.stringify(payload)))
        .setProtectedHeader({ alg: 'ES256', typ, kid })
        .sign(key),
  }
}
