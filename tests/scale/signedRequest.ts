import { randomUUID } from 'node:crypto'
import { SignJWT } from 'jose'
import { ask, type Asked } from '../interop/openidSite.ts'
import { website } from '../verifier/website.ts'

/** A request that its website has signed (RFC 9101) and pushed nowhere, so that nothing of it is single use but the sign-in. */
export async function signedRequest(issuer: string, user: string): Promise<{ url: URL; checks: Asked['checks'] }> {
  const { parameters, checks } = await ask(user)
  const request = await new SignJWT({ ...parameters, client_id: website.id, response_type: 'code' })
    .setProtectedHeader({ alg: 'HS256' })
    .setIssuer(website.id)
    .setAudience(issuer)
    .setJti(randomUUID())
    .setExpirationTime('1 minute')
    .sign(new TextEncoder().encode(website.secret))
  const url = new URL(`${issuer}/auth`)
  url.search = new URLSearchParams({ client_id: website.id, request }).toString()
  return { url, checks }
}
