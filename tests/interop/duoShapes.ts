import { randomBytes } from 'node:crypto'
import { assertionClaims, duoSite, requestClaims, seconds, signed } from './duoSite.ts'
import type { SecureWorld } from './secureWorld.ts'

/**
 * The requests that Duo's clients in other languages make, as their sources say: what each of them sends otherwise than the one in
 * Node, which runs itself in another test.
 */
export interface Shape {
  readonly client: string
  readonly codeParameter: 'duo_code' | 'code'
  /** What the client expects to find in the id_token, if it sends one. */
  readonly nonce: string | undefined
  readonly redirectUri: string
  healthCheck(world: SecureWorld): Promise<Response>
  authorizeUrl(world: SecureWorld): Promise<string>
  exchange(world: SecureWorld, code: string): Promise<Response>
}

const paths = { health: '/oauth/v1/health_check', authorize: '/oauth/v1/authorize', token: '/oauth/v1/token' }
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'
const { id, secret } = duoSite
const [callback = '', callbackWithQuery = ''] = duoSite.redirectUris
const random = (): string => randomBytes(18).toString('hex')

const post = (world: SecureWorld, path: string, body: URLSearchParams | FormData): Promise<Response> =>
  fetch(`${world.issuer}${path}`, { method: 'POST', body })
const urlOf = (world: SecureWorld, query: Record<string, string>): string =>
  `${world.issuer}${paths.authorize}?${new URLSearchParams(query).toString()}`

function without<T extends object>(claims: T, ...names: readonly (keyof T)[]): object {
  return Object.fromEntries(Object.entries(claims).filter(([name]) => !names.includes(name as keyof T)))
}

/** Named in the request: that the code comes from where it was sent to. */
const grant = (code: string, redirectUri: string) => ({
  grant_type: 'authorization_code',
  code,
  redirect_uri: redirectUri,
})

const python: Shape = {
  client: 'Python: fractions of a second, no iat, the nonce beside the signed request, a token request without a body',
  codeParameter: 'duo_code',
  nonce: random(),
  redirectUri: callback,
  async healthCheck(world) {
    const claims = without({ ...assertionClaims(world, paths.health), exp: world.now() / 1000 + 300 }, 'iat')
    return post(world, paths.health, new URLSearchParams({ client_assertion: await signed(claims), client_id: id }))
  },
  async authorizeUrl(world) {
    const request = await signed({ ...requestClaims(world), exp: world.now() / 1000 + 300 })
    return urlOf(world, { response_type: 'code', client_id: id, request, nonce: this.nonce ?? '' })
  },
  async exchange(world, code) {
    const claims = without({ ...assertionClaims(world, paths.token), exp: world.now() / 1000 + 300 }, 'iat')
    const query = new URLSearchParams({
      ...grant(code, callback),
      client_id: id,
      client_assertion_type: assertionType,
      client_assertion: await signed(claims),
    })
    return fetch(`${world.issuer}${paths.token}?${query.toString()}`, { method: 'POST' })
  },
}

const java: Shape = {
  client:
    'Java: an hour for everything, a request without iss and aud, its address not encoded, no client_id for the token',
  codeParameter: 'duo_code',
  nonce: undefined,
  redirectUri: callbackWithQuery,
  async healthCheck(world) {
    const claims = without({ ...assertionClaims(world, paths.health), exp: seconds(world) + 3600 }, 'iat')
    return post(world, paths.health, new URLSearchParams({ client_id: id, client_assertion: await signed(claims) }))
  },
  async authorizeUrl(world) {
    const asked = { ...requestClaims(world), exp: seconds(world) + 3600, redirect_uri: callbackWithQuery }
    const request = await signed(without(asked, 'iss', 'aud'))
    const query = `?scope=openid&response_type=code&redirect_uri=${callbackWithQuery}&client_id=${id}&request=${request}`
    return `${world.issuer}${paths.authorize}${query}`
  },
  async exchange(world, code) {
    const claims = without({ ...assertionClaims(world, paths.token), exp: seconds(world) + 3600 }, 'iat')
    const form = {
      ...grant(code, callbackWithQuery),
      client_assertion_type: assertionType,
      client_assertion: await signed(claims),
    }
    return post(world, paths.token, new URLSearchParams(form))
  },
}

const go: Shape = {
  client: 'Go: names in alphabetical order, no iat',
  codeParameter: 'duo_code',
  nonce: undefined,
  redirectUri: callback,
  async healthCheck(world) {
    const client_assertion = await signed(without(assertionClaims(world, paths.health), 'iat'))
    return post(world, paths.health, new URLSearchParams({ client_assertion, client_id: id }))
  },
  async authorizeUrl(world) {
    return urlOf(world, { client_id: id, request: await signed(requestClaims(world)), response_type: 'code' })
  },
  async exchange(world, code) {
    const client_assertion = await signed(without(assertionClaims(world, paths.token), 'iat'))
    const form = new URLSearchParams({
      ...grant(code, callback),
      client_id: id,
      client_assertion_type: assertionType,
      client_assertion,
    })
    form.sort()
    return post(world, paths.token, form)
  },
}

function inParts(fields: Record<string, string>): FormData {
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.set(name, value)
  return form
}

const php: Shape = {
  client: 'PHP: forms in parts, as libcurl makes them of a list',
  codeParameter: 'code',
  nonce: undefined,
  redirectUri: callback,
  async healthCheck(world) {
    const client_assertion = await signed(assertionClaims(world, paths.health))
    return post(world, paths.health, inParts({ client_id: id, client_assertion }))
  },
  async authorizeUrl(world) {
    const request = await signed({ ...requestClaims(world), use_duo_code_attribute: false })
    return urlOf(world, { response_type: 'code', client_id: id, scope: 'openid', redirect_uri: callback, request })
  },
  async exchange(world, code) {
    const client_assertion = await signed(assertionClaims(world, paths.token))
    const fields = {
      ...grant(code, callback),
      client_id: id,
      client_assertion_type: assertionType,
      client_assertion,
    }
    return post(world, paths.token, inParts(fields))
  },
}

/** Its key is filled up to 64 bytes with zeros, which HMAC does anyway (RFC 2104 §2). */
const filled = secret.padEnd(64, '\0')
const texts = (claims: object): object =>
  Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, String(value)]))

const csharp: Shape = {
  client: 'C#: every claim a text, the audience of the request its own address, a longer key',
  codeParameter: 'duo_code',
  nonce: undefined,
  redirectUri: callback,
  async healthCheck(world) {
    const claims = texts(without(assertionClaims(world, paths.health), 'iat'))
    const client_assertion = await signed(claims, filled)
    return post(world, paths.health, new URLSearchParams({ client_id: id, client_assertion }))
  },
  async authorizeUrl(world) {
    const claims = { ...requestClaims(world), aud: `${world.issuer}${paths.authorize}`, jti: random() }
    return urlOf(world, { client_id: id, request: await signed(texts(claims), filled), response_type: 'code' })
  },
  async exchange(world, code) {
    const claims = texts(without(assertionClaims(world, paths.token), 'iat'))
    const form = {
      ...grant(code, callback),
      client_id: id,
      client_assertion: await signed(claims, filled),
      client_assertion_type: assertionType,
    }
    return post(world, paths.token, new URLSearchParams(form))
  },
}

const vaultwarden: Shape = {
  client: 'Vaultwarden: a signed nonce, nothing about the name of the code, no client_id for the token',
  codeParameter: 'code',
  nonce: random(),
  redirectUri: callbackWithQuery,
  async healthCheck(world) {
    const client_assertion = await signed({ ...assertionClaims(world, paths.health), jti: random() + random() })
    return post(world, paths.health, new URLSearchParams({ client_assertion, client_id: id }))
  },
  async authorizeUrl(world) {
    const asked = { ...requestClaims(world), redirect_uri: callbackWithQuery, nonce: this.nonce }
    const request = await signed(without(asked, 'use_duo_code_attribute'))
    return urlOf(world, { response_type: 'code', client_id: id, request })
  },
  async exchange(world, code) {
    const form = {
      ...grant(code, callbackWithQuery),
      client_assertion_type: assertionType,
      client_assertion: await signed(assertionClaims(world, paths.token)),
    }
    return post(world, paths.token, new URLSearchParams(form))
  },
}

export const shapes: readonly Shape[] = [python, java, go, php, csharp, vaultwarden]
