import { exportJWK, SignJWT } from 'jose'
import { sha256, toBase64url } from '../../shared/protocol/encoding.ts'

/**
 * The DPoP proof of one request (RFC 9449 §4.2): whoever sends it holds the device's signing key.
 *
 * @param url the request's, without query or fragment
 * @param token what stands in the request's `Authorization`, if anything does
 */
export async function proveRequest(
  signing: CryptoKeyPair,
  method: string,
  url: string,
  token?: string,
): Promise<string> {
  const { kty, crv, x, y } = await exportJWK(signing.publicKey)
  if (kty !== 'EC' || crv === undefined || x === undefined || y === undefined)
    throw new TypeError('Expected a P-256 key')
  const bound = token === undefined ? {} : { ath: toBase64url(await sha256(new TextEncoder().encode(token))) }
  return await new SignJWT({ htm: method, htu: url, ...bound })
    .setProtectedHeader({ typ: 'dpop+jwt', alg: 'ES256', jwk: { kty, crv, x, y } })
    .setJti(crypto.randomUUID())
    .setIssuedAt()
    .sign(signing.privateKey)
}
