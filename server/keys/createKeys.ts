import { randomBytes } from 'node:crypto'
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose'

export interface SigningJwk extends JWK {
  readonly kty: string
  readonly kid: string
  readonly alg: string
  readonly use: 'sig'
}

/** What `data/keys.json` holds. */
export interface KeyFile {
  readonly idToken: SigningJwk
  readonly answer: SigningJwk
  readonly cookies: readonly string[]
  readonly tickets: string
  readonly accountNames: string
}

/** Fresh keys for a verifier that has none. */
export async function createKeys(): Promise<KeyFile> {
  const secret = () => randomBytes(32).toString('base64url')
  return {
    idToken: await signingKey('RS256'),
    answer: await signingKey('ES256'),
    cookies: [secret()],
    tickets: secret(),
    accountNames: secret(),
  }
}

async function signingKey(alg: 'RS256' | 'ES256'): Promise<SigningJwk> {
  const { privateKey } = await generateKeyPair(alg, { modulusLength: 3072, extractable: true })
  const jwk = await exportJWK(privateKey)
  if (jwk.kty === undefined) throw new TypeError('An exported key has no type')
  return { ...jwk, kty: jwk.kty, kid: await calculateJwkThumbprint(jwk), alg, use: 'sig' }
}
