import { randomBytes } from 'node:crypto'
import { createSigningKey } from './createSigningKey.ts'
import type { KeyFile } from './keyFile.ts'

/** Fresh keys for a verifier that has none. */
export async function createKeys(): Promise<KeyFile> {
  const secret = () => randomBytes(32).toString('base64url')
  return {
    idToken: [{ key: await createSigningKey('RS256'), signsFrom: 0 }],
    answer: [{ key: await createSigningKey('ES256'), signsFrom: Date.now() }],
    cookies: [secret()],
    tickets: secret(),
    accountNames: secret(),
  }
}
