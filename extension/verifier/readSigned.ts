import { compactVerify, importJWK, type CompactJWSHeaderParameters } from 'jose'
import type { Metadata } from '../../shared/protocol/metadata.ts'

/**
 * What a pinned key has signed: the payload of a compact JWS (ES256), decoded but not yet read by a schema.
 *
 * @param typ of the signature: what is signed for one purpose must not serve another
 * @throws Error of any kind when it is not signed so
 */
export async function readSigned(signature: string, typ: string, jwks: Metadata['jwks']): Promise<unknown> {
  const pinned = ({ kid }: CompactJWSHeaderParameters): ReturnType<typeof importJWK> => {
    const jwk = jwks.keys.find((key) => key.kid === kid)
    if (!jwk) throw new TypeError('Unexpected key, expected a pinned one')
    return importJWK(jwk, 'ES256')
  }
  const { payload, protectedHeader } = await compactVerify(signature, pinned, { algorithms: ['ES256'] })
  if (protectedHeader.typ !== typ) throw new TypeError('Unexpected type of signature')
  return JSON.parse(new TextDecoder().decode(payload))
}
