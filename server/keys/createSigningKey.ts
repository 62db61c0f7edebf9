import { calculateJwkThumbprint, exportJWK, generateKeyPair } from 'jose'
import type { PrivateJwk } from './keyFile.ts'

/** A fresh key: RSA with 3072 bits, or P-256. Its `kid` is its thumbprint (RFC 7638). */
export async function createSigningKey(alg: 'RS256' | 'ES256'): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair(alg, { modulusLength: 3072, extractable: true })
  const jwk = await exportJWK(privateKey)
  if (jwk.kty === undefined) throw new TypeError('An exported key has no type')
  return { ...jwk, kty: jwk.kty, kid: await calculateJwkThumbprint(jwk), alg, use: 'sig' }
}
