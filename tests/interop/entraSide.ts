import { createLocalJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT, type JWK, type JWTPayload } from 'jose'
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import * as v from 'valibot'
import { freePort } from '../../tools/freePort.ts'
import { arrive, type Arrival } from '../verifier/arrive.ts'
import { openBrowser, type Browser } from '../verifier/browser.ts'
import type { World } from '../verifier/world.ts'

/** What Entra has to know of a verifier. */
type Provider = Pick<World, 'issuer' | 'now'>

/**
 * Entra's side of an external method, as its documentation describes it: an authority that issues hints for two tenants from keys of its
 * own, the form that a browser posts to the provider, and the checks of what comes back.
 */
export const tenant = '14c2f153-90a7-4689-9db7-9543bf084dad'
export const otherTenant = '9122040d-6c67-4c5b-b112-36a304b66dad'
const audience = '600b719b-3766-4dc5-95a6-3c4a8dc31885'
export const redirectUri = 'https://login.example/common/federation/externalauthprovider'
const clientId = 'entra-of-contoso'

/** What Entra asks for when a password came first. */
const asked = {
  id_token: {
    acr: { essential: true, values: ['possessionorinherence'] },
    amr: {
      essential: true,
      values: ['face', 'fido', 'fpt', 'hwk', 'iris', 'otp', 'pop', 'retina', 'sc', 'sms', 'swk'],
    },
  },
}

export interface Authority {
  readonly url: string
  readonly kid: string
  /** Documents that it was asked for. */
  readonly requests: string[]
  /** Whether it answers at all. */
  isReachable: boolean
  /** What its metadata says beside what is right. */
  metadata: object
  sign(claims: object, header?: { kid?: string }): Promise<string>
  /** Signs with a new key from now on, and publishes both. */
  rollOver(): Promise<void>
  close(): Promise<void>
}

async function createKey(): Promise<{ kid: string; jwk: JWK; privateKey: CryptoKey }> {
  const { publicKey, privateKey } = await generateKeyPair('RS256')
  const kid = randomUUID()
  return { kid, privateKey, jwk: { ...(await exportJWK(publicKey)), kid, use: 'sig' } }
}

export async function startAuthority(): Promise<Authority> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  let current = await createKey()
  const published: JWK[] = [current.jwk]
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    authority.requests.push(path)
    if (!authority.isReachable) return void response.writeHead(503).end()
    const [, of = ''] = path.split('/')
    const body = path.endsWith('/.well-known/openid-configuration')
      ? { issuer: `${url}/${of}/v2.0`, jwks_uri: `${url}/${of}/discovery/v2.0/keys`, ...authority.metadata }
      : { keys: published.map((jwk) => ({ issuer: `${url}/{tenantid}/v2.0`, ...jwk })) }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(body))
  })
  const authority: Authority = {
    url,
    get kid() {
      return current.kid
    },
    requests: [],
    isReachable: true,
    metadata: {},
    sign: async (claims, header = {}) =>
      new SignJWT({ ...claims })
        .setProtectedHeader({ typ: 'JWT', alg: 'RS256', kid: current.kid, ...header })
        .sign(current.privateKey),
    async rollOver() {
      current = await createKey()
      published.push(current.jwk)
    },
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
  server.listen(port, 'localhost')
  await once(server, 'listening')
  return authority
}

/** The tenant as the verifier's configuration knows it. */
export const entraSite = (authority: Authority) => ({
  id: clientId,
  secret: 'not used on this road, but long enough',
  name: 'Contoso',
  roads: ['entra' as const],
  redirectUris: [redirectUri],
  enrolment: 'open' as const,
  entra: { tenant, audience, authority: authority.url },
})

/** "Default id_token_hint claims", issued as expired. */
export function hintClaims(world: Provider, authority: Authority) {
  const at = Math.floor(world.now() / 1000)
  return {
    ver: '2.0',
    iss: `${authority.url}/${tenant}/v2.0`,
    sub: 'mBfcvuhSHkDWVgV72x2ruIYdSsPSvcj2R0qfc6mGEAA',
    aud: audience,
    exp: at - 1,
    iat: at,
    nbf: at,
    name: 'Ada',
    preferred_username: 'ada@contoso.example',
    oid: '951ddb04-b16d-45f3-bbf7-b0fa18fa7aee',
    tid: tenant,
  }
}

/** The form that Entra's page has a browser post. */
export async function formOf(
  world: Provider,
  authority: Authority,
  fields: Record<string, string | undefined> = {},
  hint: object = {},
): Promise<URLSearchParams> {
  const form: Record<string, string | undefined> = {
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    client_id: clientId,
    redirect_uri: redirectUri,
    nonce: randomUUID(),
    state: `state ${randomUUID()}`,
    id_token_hint: await authority.sign({ ...hintClaims(world, authority), ...hint }),
    claims: JSON.stringify(asked),
    'client-request-id': randomUUID(),
    ...fields,
  }
  return new URLSearchParams(Object.entries(form).filter((entry): entry is [string, string] => entry[1] !== undefined))
}

/** Posts it as a page of Entra's does: from another site, so without any SameSite cookie. */
export function postForm(world: Provider, form: URLSearchParams): Promise<Response> {
  return fetch(`${world.issuer}/entra/authorize`, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: 'https://login.example', accept: 'text/html' },
    body: form,
  })
}

/** A person whom Entra sends, on the verifier's page. */
export async function comeFromEntra(
  world: Provider,
  form: URLSearchParams,
  browser: Browser = openBrowser(),
): Promise<Arrival> {
  return await arrive(browser, await postForm(world, form), world.issuer)
}

/** A form that a page sends by itself: where to, and what. */
export interface Posted {
  readonly action: string
  readonly fields: Record<string, string>
}

/** The form in the verifier's page. */
export async function postedBy(response: Response): Promise<Posted> {
  const html = await response.text()
  const text = (encoded = ''): string =>
    encoded.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')
  const action = /<form id="post-back" method="post" action="([^"]*)"/.exec(html)?.[1]
  if (action === undefined) throw new Error(`No form to send: ${response.status} ${html}`)
  const inputs = [...html.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"/g)]
  return { action: text(action), fields: Object.fromEntries(inputs.map(([, name = '', value]) => [name, text(value)])) }
}

const Metadata = v.looseObject({ issuer: v.string(), jwks_uri: v.string() })
const KeySet = v.object({ keys: v.array(v.looseObject({ kty: v.string(), x5c: v.array(v.string()) })) })

/** What Entra makes of an id_token, by the provider's published metadata; its claims when it holds. */
export async function checkIdToken(world: Provider, idToken: string): Promise<JWTPayload> {
  const discovery = await fetch(`${world.issuer}/entra/.well-known/openid-configuration`)
  const { issuer, jwks_uri: keysUri } = v.parse(Metadata, await discovery.json())
  const keys = v.parse(KeySet, await (await fetch(keysUri)).json())
  const { payload } = await jwtVerify(idToken, createLocalJWKSet(keys), {
    algorithms: ['RS256'],
    issuer,
    audience: clientId,
    currentDate: new Date(world.now()),
    requiredClaims: ['exp', 'iat', 'sub', 'acr', 'amr'],
  })
  return payload
}
