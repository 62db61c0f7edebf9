import { decodeJwt, decodeProtectedHeader } from 'jose'
import * as openid from 'openid-client'
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arrive } from '../verifier/arrive.ts'
import { openBrowser } from '../verifier/browser.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { website } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'
import { ask, discover, siteNamed } from './openidSite.ts'

/**
 * What the OpenID Foundation's conformance profiles "Basic OP", "Config OP" and "FAPI 2.0 Security Profile" try and this verifier
 * offers, item by item, by the section that asks for it. What they try beyond that it does not offer, and says so in its metadata:
 * implicit and hybrid flows, refresh tokens, scopes other than `openid`, registration, encryption. The rest is in openid.test.ts.
 */

const alice = person(1)
const Json = v.record(v.string(), v.unknown())

let world: World
let device: Client
let site: openid.Configuration

beforeAll(async () => {
  const clients = (['client_secret_basic', 'client_secret_post', 'client_secret_jwt'] as const).map((authentication) =>
    siteNamed(authentication, { oidc: { authentication } }),
  )
  world = await openWorld({ clients: [siteNamed(website.id), ...clients] })
  site = await discover(world.issuer, website.id)
  device = await Client.create(world)
  const { offer } = await comeBy((await ask('alice')).parameters)
  await device.enrol(offer, alice)
  if (!(await device.authenticate(offer, alice.image()))) throw new Error('Not recognised')
})
afterAll(() => world.close())

const basic = `Basic ${btoa(`${website.id}:${encodeURIComponent(website.secret)}`)}`

/** What an endpoint answers to a form of the website’s back end. */
function send(path: string, fields: Record<string, string>, headers: Record<string, string> = {}): Promise<Response> {
  const init = { method: 'POST', headers: { authorization: basic, ...headers }, body: new URLSearchParams(fields) }
  return fetch(`${world.issuer}${path}`, init)
}
const jsonOf = async (response: Response) => v.parse(Json, await response.json())

/** The address of a pushed request. */
async function pushed(parameters: Record<string, string>): Promise<string> {
  return (await openid.buildAuthorizationUrlWithPAR(site, parameters)).href
}
const comeBy = async (parameters: Record<string, string>) =>
  await arrive(openBrowser(), await pushed(parameters), world.issuer)

/** An error of a pushed request, which nobody was sent away for. */
async function refusedPush(extra: Record<string, string>): Promise<Record<string, unknown>> {
  const { parameters } = await ask('alice')
  const response = await send('/request', { client_id: website.id, response_type: 'code', ...parameters, ...extra })
  expect(response.status).toBe(400)
  return await jsonOf(response)
}

/** A code of Alice’s, and how it is exchanged. */
async function codeOf(extra: Record<string, string> = {}) {
  const { parameters, checks } = await ask('alice', extra)
  const arrival = await comeBy(parameters)
  expect(await device.authenticate(arrival.offer, alice.image())).toBe(true)
  const callback = await arrival.finish()
  const fields = {
    grant_type: 'authorization_code',
    code: callback.searchParams.get('code') ?? '',
    redirect_uri: website.redirectUri,
    code_verifier: String(checks.pkceCodeVerifier),
  }
  return { callback, checks, fields }
}

async function tokensOf(extra: Record<string, string> = {}) {
  const { callback, checks } = await codeOf(extra)
  return await openid.authorizationCodeGrant(site, callback, checks)
}

describe('OpenID Connect Discovery', () => {
  it('§3, §4.3: the metadata names the issuer that it was asked for, and every endpoint below it', async () => {
    const metadata = await jsonOf(await fetch(`${world.issuer}/.well-known/openid-configuration`))
    expect(metadata['issuer']).toBe(world.issuer)
    for (const [name, value] of Object.entries(metadata)) {
      if (name.endsWith('_endpoint') || name === 'jwks_uri')
        expect(String(value).startsWith(`${world.issuer}/`)).toBe(true)
    }
    for (const required of [
      'authorization_endpoint',
      'token_endpoint',
      'jwks_uri',
      'response_types_supported',
      'subject_types_supported',
      'id_token_signing_alg_values_supported',
    ]) {
      expect(metadata).toHaveProperty(required)
    }
    expect(metadata['id_token_signing_alg_values_supported']).toContain('RS256')
    expect(metadata['id_token_signing_alg_values_supported']).not.toContain('none')
    expect(metadata).not.toHaveProperty('registration_endpoint')
  })
})

describe('OpenID Connect Core', () => {
  it('§2, §3.1.3.3: an id_token says who, by whom, for whom, when and how, and may not be stored on its way', async () => {
    const { fields, checks } = await codeOf({ max_age: '300' })
    const response = await send('/token', fields)
    expect(response.headers.get('cache-control')).toContain('no-store')
    const { id_token: idToken, token_type: type } = await jsonOf(response)
    expect(type).toBe('Bearer')
    const claims = decodeJwt(String(idToken))
    const now = Math.floor(Date.now() / 1000)
    expect(claims).toMatchObject({
      iss: world.issuer,
      sub: 'alice',
      aud: website.id,
      nonce: checks.expectedNonce,
      acr: 'urn:zauth:acr:face',
      amr: ['face', 'mfa'],
    })
    expect(claims.exp).toBeGreaterThan(now)
    for (const time of [claims.iat, claims['auth_time']]) expect(Math.abs(Number(time) - now)).toBeLessThan(120)
  })

  it('§3.1.2.1: a request without the scope openid, without or with an unknown response_type is refused', async () => {
    expect(await refusedPush({ scope: 'profile' })).toMatchObject({ error: 'invalid_request' })
    expect(await refusedPush({ response_type: '' })).toMatchObject({ error: 'invalid_request' })
    for (const type of ['token', 'id_token', 'code id_token', 'none'])
      expect(await refusedPush({ response_type: type })).toMatchObject({ error: 'unsupported_response_type' })
  })

  it('§3.1.2.1: parameters that are not understood are ignored, and those for looks may be', async () => {
    const looks = { display: 'page', ui_locales: 'se', claims_locales: 'se', extra: 'foobar' }
    expect((await tokensOf(looks)).claims()?.sub).toBe('alice')
  })

  it('§3.1.2.1: prompt=login asks again, none is told that a person is needed, and both together are refused', async () => {
    expect((await tokensOf({ prompt: 'login' })).claims()?.sub).toBe('alice')
    const { parameters } = await ask('alice', { prompt: 'none' })
    const end = await openBrowser().follow(await pushed(parameters), world.issuer)
    expect((end as URL).searchParams.get('error')).toBe('login_required')
    expect((end as URL).searchParams.get('state')).toBe(parameters['state'])
    expect(await refusedPush({ prompt: 'none login' })).toMatchObject({ error: 'invalid_request' })
  })

  it('§3.1.2.1: max_age is met by a new look at the face, in the same browser too', async () => {
    const browser = openBrowser()
    const times: number[] = []
    for (const max_age of ['10000', '1']) {
      const { parameters, checks } = await ask('alice', { max_age })
      const arrival = await arrive(browser, await pushed(parameters), world.issuer)
      expect(await device.authenticate(arrival.offer, alice.image())).toBe(true)
      const tokens = await openid.authorizationCodeGrant(site, await arrival.finish(), checks)
      times.push(Number(tokens.claims()?.['auth_time']))
    }
    expect(times[1]).toBeGreaterThanOrEqual(times[0] ?? Infinity)
  })

  it('§3.1.2.1: the authorization endpoint takes a form as well', async () => {
    const url = new URL(await pushed((await ask('alice')).parameters))
    const browser = openBrowser()
    const posted = await browser.post(
      url.origin + url.pathname,
      website.redirectUri,
      Object.fromEntries(url.searchParams),
    )
    expect(posted.status).toBe(303)
    expect(posted.headers.getSetCookie()).toEqual([])
    expect((await arrive(browser, posted, world.issuer)).offer.account).toBe('alice')
  })

  it('§3.1.3.1, §3.1.3.2: a code is for the redirect_uri that it was sent to, and for nothing else', async () => {
    const { fields } = await codeOf()
    const refused = await send('/token', { ...fields, redirect_uri: 'http://localhost:4001/other' })
    expect([refused.status, await jsonOf(refused)]).toMatchObject([400, { error: 'invalid_grant' }])
    const without = new Map(Object.entries((await codeOf()).fields))
    without.delete('redirect_uri')
    expect(await jsonOf(await send('/token', Object.fromEntries(without)))).toMatchObject({ error: 'invalid_request' })
  })

  it('§3.1.3.2 (RFC 6749 §4.1.2): a code that comes twice takes back the access token that came of it', async () => {
    const { fields } = await codeOf()
    const { access_token: token } = await jsonOf(await send('/token', fields))
    const userinfo = () => fetch(`${world.issuer}/me`, { headers: { authorization: `Bearer ${String(token)}` } })
    expect((await userinfo()).status).toBe(200)
    expect(await jsonOf(await send('/token', fields))).toMatchObject({ error: 'invalid_grant' })
    expect((await userinfo()).status).toBe(401)
  })

  it('§5.3: the userinfo endpoint takes the token by header and by form, and says no more than sub', async () => {
    const { access_token: token } = await tokensOf()
    const endpoint = site.serverMetadata().userinfo_endpoint ?? ''
    const authorization = `Bearer ${token}`
    for (const init of [
      { headers: { authorization } },
      { method: 'POST', headers: { authorization } },
      { method: 'POST', body: new URLSearchParams({ access_token: token }) },
    ]) {
      const response = await fetch(endpoint, init)
      expect(response.headers.get('content-type')).toContain('application/json')
      expect(await jsonOf(response)).toEqual({ sub: 'alice' })
    }
    const stranger = await fetch(endpoint)
    expect(stranger.status).toBe(401)
    const forged = await fetch(endpoint, { headers: { authorization: 'Bearer forged' } })
    expect(forged.status).toBe(401)
    expect(forged.headers.get('www-authenticate')).toContain('error="invalid_token"')
  })

  it('§5.5: claims may name what is wanted; what is unknown does not matter', async () => {
    const claims = { id_token: { auth_time: { essential: true }, acr: { values: ['urn:zauth:acr:face'] }, shoe: null } }
    const given = (await tokensOf({ claims: JSON.stringify(claims) })).claims()
    expect(given).toMatchObject({ acr: 'urn:zauth:acr:face', auth_time: expect.any(Number) as number })
    expect(given).not.toHaveProperty('shoe')
    expect(await refusedPush({ claims: 'no JSON' })).toMatchObject({ error: 'invalid_request' })
  })

  it('§9: a website authenticates itself as it is registered: by its secret, or by what the secret signs', async () => {
    const ways = {
      client_secret_basic: openid.ClientSecretBasic,
      client_secret_post: openid.ClientSecretPost,
      client_secret_jwt: openid.ClientSecretJwt,
      none: openid.None,
    }
    const statusOf = async (id: string, by: keyof typeof ways): Promise<number> => {
      const configuration = await discover(world.issuer, id, ways[by](website.secret))
      const request = openid.buildAuthorizationUrlWithPAR(configuration, (await ask('alice')).parameters)
      return await request.then(
        () => 201,
        (error: unknown) => v.parse(v.object({ status: v.number() }), error).status,
      )
    }
    for (const id of ['client_secret_basic', 'client_secret_post', 'client_secret_jwt'] as const) {
      expect(await statusOf(id, id)).toBe(201)
      expect(await statusOf(id, 'none')).toBe(401)
    }
    for (const id of ['client_secret_basic', 'client_secret_post'])
      expect(await statusOf(id, 'client_secret_jwt')).toBe(401)
    for (const by of ['client_secret_basic', 'client_secret_post'] as const)
      expect(await statusOf('client_secret_jwt', by)).toBe(401)
  })

  it('§9 (RFC 6749 §5.2): who does not prove who it is gets 401 and the way to do it', async () => {
    const { fields } = await codeOf()
    const response = await send('/token', fields, { authorization: `Basic ${btoa(`${website.id}:wrong`)}` })
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toMatch(/^Basic /)
    expect(await jsonOf(response)).toMatchObject({ error: 'invalid_client' })
    // The code stays good for its website.
    expect((await send('/token', fields)).status).toBe(200)
  })

  it('§10.1: id_tokens name the key that signed them, and the keys are published without their private parts', async () => {
    const { id_token: idToken = '' } = await tokensOf()
    const { keys } = v.parse(v.object({ keys: v.array(Json) }), await (await fetch(`${world.issuer}/jwks`)).json())
    const { kid, alg } = decodeProtectedHeader(idToken)
    expect(alg).toBe('RS256')
    expect(keys.map((key) => key['kid'])).toContain(kid)
    for (const key of keys) for (const part of ['d', 'p', 'q', 'dp', 'dq', 'qi']) expect(key).not.toHaveProperty(part)
  })
})

describe('FAPI 2.0 Security Profile', () => {
  it('§5.3.2.1 (RFC 9126 §2.2): a pushed request is answered with 201, a short life and no leave to store it', async () => {
    const { parameters } = await ask('alice')
    const response = await send('/request', { client_id: website.id, response_type: 'code', ...parameters })
    expect(response.status).toBe(201)
    expect(response.headers.get('cache-control')).toContain('no-store')
    const { request_uri: uri, expires_in: seconds } = await jsonOf(response)
    expect(uri).toMatch(/^urn:ietf:params:oauth:request_uri:/)
    expect(seconds).toBeLessThan(600)
  })

  it('§5.3.2.1 (RFC 9126 §2.1, §2.3): it holds no request_uri of its own, and comes by POST', async () => {
    expect(await refusedPush({ request_uri: 'urn:ietf:params:oauth:request_uri:x' })).toMatchObject({
      error: 'request_uri_not_supported',
    })
    const byGet = await fetch(`${world.issuer}/request?client_id=${website.id}`, { headers: { authorization: basic } })
    expect([404, 405]).toContain(byGet.status)
  })

  it('§5.3.2.1 (RFC 9126 §4): another website cannot use it, and one that was made up is none', async () => {
    const url = new URL(await pushed((await ask('alice')).parameters))
    const foreign = new URL(url)
    foreign.searchParams.set('client_id', 'client_secret_post')
    const response = await openBrowser().get(foreign.href)
    expect(response.status).toBe(400)
    expect(await response.text()).toContain('This sign-in stopped')
    const made = new URL(url)
    made.searchParams.set('request_uri', 'urn:ietf:params:oauth:request_uri:made-up')
    expect((await openBrowser().get(made.href)).status).toBe(400)
  })

  it('§5.3.2.1: what stands in the address beside it changes nothing', async () => {
    const { parameters } = await ask('alice')
    const url = new URL(await pushed(parameters))
    for (const [name, value] of [
      ['redirect_uri', 'https://evil.example/'],
      ['state', 'injected'],
      ['response_mode', 'fragment'],
      ['scope', 'openid offline_access'],
    ] as const) {
      url.searchParams.set(name, value)
    }
    const arrival = await arrive(openBrowser(), url.href, world.issuer)
    await device.abandon(arrival.offer, 'cancelled')
    const back = await arrival.finish()
    expect(back.href.startsWith(`${website.redirectUri}?`)).toBe(true)
    expect(back.searchParams.get('state')).toBe(parameters['state'])
  })

  it('§5.3.2.2: there is no way to a token but a code with a proof key', async () => {
    const metadata = site.serverMetadata()
    expect(metadata.response_types_supported).toEqual(['code'])
    expect(metadata.grant_types_supported).toEqual(['authorization_code'])
    expect(metadata.code_challenge_methods_supported).toEqual(['S256'])
    const bare = new Map(Object.entries((await ask('alice')).parameters))
    for (const name of ['code_challenge', 'code_challenge_method']) bare.delete(name)
    const response = await send('/request', {
      client_id: website.id,
      response_type: 'code',
      ...Object.fromEntries(bare),
    })
    expect([response.status, await jsonOf(response)]).toMatchObject([400, { error: 'invalid_request' }])
    for (const grant of ['password', 'client_credentials', 'refresh_token', 'implicit']) {
      const tried = await send('/token', { grant_type: grant, username: 'alice', password: 'x', refresh_token: 'x' })
      expect([tried.status, await jsonOf(tried)]).toMatchObject([400, { error: 'unsupported_grant_type' }])
    }
  })

  it('§5.3.2.2: an answer says which verifier it is of (RFC 9207 §2), an error too', async () => {
    expect((await codeOf()).callback.searchParams.get('iss')).toBe(world.issuer)
    const arrival = await comeBy((await ask('alice')).parameters)
    await device.abandon(arrival.offer, 'cancelled')
    const { searchParams } = await arrival.finish()
    expect(searchParams.get('error')).toBe('access_denied')
    expect(searchParams.get('iss')).toBe(world.issuer)
  })

  it('§5.3.2.2 (RFC 9700 §4.12): a browser is sent on by 303, so that no form is sent again elsewhere', async () => {
    const { parameters } = await ask('alice')
    const arrival = await comeBy(parameters)
    expect(await device.authenticate(arrival.offer, alice.image())).toBe(true)
    expect((await openBrowser().get(await pushed(parameters))).status).toBe(303)
    expect((await arrival.browser.post(`${arrival.page}/finish`)).status).toBe(303)
  })

  it('§5.3.2.2: a code is good for a minute', async () => {
    const { fields } = await codeOf()
    const at = Date.now
    Date.now = () => at() + 61_000
    try {
      expect(await jsonOf(await send('/token', fields))).toMatchObject({ error: 'invalid_grant' })
    } finally {
      Date.now = at
    }
  })

  it('§5.3.2.1: an access token that is bound to a key is worth nothing without it (RFC 9449 §7)', async () => {
    const DPoP = openid.getDPoPHandle(site, await openid.randomDPoPKeyPair('ES256'))
    const { callback, checks } = await codeOf()
    const tokens = await openid.authorizationCodeGrant(site, callback, checks, undefined, { DPoP })
    expect(tokens.token_type).toBe('dpop')
    for (const scheme of ['Bearer', 'DPoP']) {
      const headers = { authorization: `${scheme} ${tokens.access_token}` }
      expect((await fetch(`${world.issuer}/me`, { headers })).ok).toBe(false)
    }
  })
})
