import { Client } from '@duosecurity/duo_universal'
import { SignJWT } from 'jose'
import { randomUUID } from 'node:crypto'
import { Agent } from 'node:https'
import type { SecureWorld } from './secureWorld.ts'

/** A website that had Duo, as the verifier's configuration knows it. */
export const duoSite = {
  id: 'DIXXXXXXXXXXXXXXXXXX',
  secret: 'a-secret-of-forty-characters-exactly-fou',
  name: 'Harbour Books',
  roads: ['duo' as const],
  redirectUris: ['https://site.example/duo-callback', 'https://site.example/duo?client=web&v=2'],
  enrolment: 'open' as const,
}

/** Another one, at the same verifier. */
export const otherDuoSite = {
  ...duoSite,
  id: 'DIYYYYYYYYYYYYYYYYYY',
  secret: 'another-secret-that-has-forty-characters',
  name: 'Hill Records',
}

/** Duo's own client, which is told only whom it may trust: it comes with the roots that Duo uses. */
export function duoClient({ host, authority }: SecureWorld, options: { useDuoCodeAttribute?: boolean } = {}): Client {
  const { id: clientId, secret: clientSecret } = duoSite
  const redirectUrl = 'https://site.example/duo-callback'
  const client = new Client({ clientId, clientSecret, apiHost: host, redirectUrl, ...options })
  trustAuthority(client, authority)
  return client
}

/** Points a client of Duo's at an authority of the test's own. */
export function trustAuthority(client: Client, authority: string): void {
  const transport = client['axios'] as { readonly defaults: { httpsAgent: Agent } }
  transport.defaults.httpsAgent = new Agent({ ca: authority })
}

/** Claims signed as a website's client does; HS512 with the first website's secret unless told otherwise. */
export async function signed(claims: object, secret = duoSite.secret, alg = 'HS512'): Promise<string> {
  return await new SignJWT({ ...claims }).setProtectedHeader({ alg, typ: 'JWT' }).sign(new TextEncoder().encode(secret))
}

/** What a client's requests depend on. */
type Target = Pick<SecureWorld, 'issuer' | 'now'>

export const seconds = (world: Target): number => Math.floor(world.now() / 1000)

/** What every client says of itself to an endpoint. */
export function assertionClaims(world: Target, path: string) {
  const at = seconds(world)
  const { id } = duoSite
  return { iss: id, sub: id, aud: `${world.issuer}${path}`, jti: randomUUID(), iat: at, exp: at + 300 }
}

/** What a client asks for, each time anew: the same words within the same second would be one request, which begins few sign-ins. */
export function requestClaims(world: Target) {
  return {
    response_type: 'code',
    scope: 'openid',
    exp: seconds(world) + 300,
    client_id: duoSite.id,
    redirect_uri: duoSite.redirectUris[0],
    state: `a state of its own: ${randomUUID()}`,
    duo_uname: 'ada',
    iss: duoSite.id,
    aud: world.issuer,
    use_duo_code_attribute: true,
  }
}

/** Where a client sends the browser. */
export async function authorizeUrl(world: Target, claims: object, secret?: string): Promise<string> {
  const request = await signed(claims, secret)
  const query = new URLSearchParams({ response_type: 'code', client_id: duoSite.id, request })
  return `${world.issuer}/oauth/v1/authorize?${query.toString()}`
}
