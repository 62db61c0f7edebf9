import { createRemoteJWKSet, exportJWK, generateKeyPair, jwtVerify, SignJWT, UnsecuredJWT, type JWTPayload } from 'jose'
import { randomUUID } from 'node:crypto'
import * as openid from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arrive } from '../verifier/arrive.ts'
import { openBrowser } from '../verifier/browser.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { website } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'
import { ask, authenticateAt, discover, siteNamed } from './openidSite.ts'

const secondsNow = () => Math.floor(Date.now() / 1000)
const secretKey = new TextEncoder().encode(website.secret)

describe('an unmodified openid-client', () => {
  let world: World
  let keys: CryptoKeyPair
  let site: openid.Configuration

  beforeAll(async () => {
    keys = await generateKeyPair('ES256', { extractable: true })
    const jwk = { ...(await exportJWK(keys.publicKey)), kty: 'EC' as const, kid: 'of-the-site', alg: 'ES256' }
    world = await openWorld({
      clients: [
        siteNamed(website.id),
        siteNamed('signing-site', { oidc: { keys: [jwk], authentication: 'private_key_jwt', signedRequests: true } }),
        siteNamed('pairwise-site', { oidc: { subject: 'pairwise' } }),
        siteNamed('other-pairwise-site', { oidc: { subject: 'pairwise' } }),
      ],
    })
    site = await discover(world.issuer, website.id)
  })
  afterAll(() => world.close())

  /** Where a browser is sent back to at once, or null when a page is shown. */
  async function sentBack(url: URL | string): Promise<URLSearchParams | null> {
    const end = await openBrowser().follow(String(url), world.issuer)
    return end instanceof URL ? end.searchParams : null
  }

  /** A request object of the website (RFC 9101 §4) at the authorization endpoint. */
  async function signedBy(
    sign: (payload: JWTPayload) => Promise<string> | string,
    about: Readonly<Record<string, unknown>> & { readonly user?: string; readonly id?: string } = {},
  ): Promise<{ url: URL; checks: openid.AuthorizationCodeGrantChecks }> {
    const { user, id = website.id, ...claims } = about
    const { parameters, checks } = await ask(user ?? 'alice')
    const payload: Record<string, unknown> = {
      ...parameters,
      client_id: id,
      response_type: 'code',
      iss: id,
      aud: world.issuer,
      jti: randomUUID(),
      exp: secondsNow() + 60,
      ...claims,
    }
    const url = new URL(`${world.issuer}/auth`)
    const present = Object.fromEntries(Object.entries(payload).filter(([, value]) => value !== undefined))
    url.search = new URLSearchParams({ client_id: id, request: await sign(present) }).toString()
    return { url, checks }
  }
  const bySecret = (payload: JWTPayload) => new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(secretKey)

  describe('with signed requests (RFC 9101)', () => {
    it('signs a user in whose name stands in a request signed with the website’s secret', async () => {
      const { url, checks } = await signedBy(bySecret, { user: 'signed-alice' })
      const callback = await (await authenticateAt(world.issuer, url)).finish()
      const tokens = await openid.authorizationCodeGrant(site, callback, checks)
      expect(tokens.claims()).toMatchObject({ sub: 'signed-alice', amr: ['face', 'mfa'], acr: 'urn:zauth:acr:face' })
    })

    it('signs a user in at a website that signs its requests and itself with a key of its own', async () => {
      const authentication = openid.PrivateKeyJwt({ key: keys.privateKey, kid: 'of-the-site' })
      const signing = await discover(world.issuer, 'signing-site', authentication)
      const { parameters, checks } = await ask('alice')
      const { searchParams } = await openid.buildAuthorizationUrlWithJAR(
        signing,
        { ...parameters, jti: randomUUID() },
        { key: keys.privateKey, kid: 'of-the-site' },
        { [openid.modifyAssertion]: (_header, payload) => (payload['exp'] = secondsNow() + 60) },
      )
      const url = new URL(`${world.issuer}/auth?${searchParams.toString()}`)
      const callback = await (await authenticateAt(world.issuer, url)).finish()
      expect((await openid.authorizationCodeGrant(signing, callback, checks)).claims()?.sub).toBe('alice')
    })

    it('refuses a pushed request without a signature from a website that has promised to sign', async () => {
      const authentication = openid.PrivateKeyJwt({ key: keys.privateKey, kid: 'of-the-site' })
      const signing = await discover(world.issuer, 'signing-site', authentication)
      const { parameters } = await ask('alice')
      await expect(openid.buildAuthorizationUrlWithPAR(signing, parameters)).rejects.toMatchObject({
        error: 'invalid_request',
      })
    })

    it.each([
      ['that is not signed at all', (payload: JWTPayload) => new UnsecuredJWT(payload).encode(), {}],
      [
        'that somebody else has signed',
        (payload: JWTPayload) =>
          new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32).fill(7)),
        {},
      ],
      [
        'signed with a public key taken for a secret',
        async (payload: JWTPayload) =>
          new SignJWT(payload)
            .setProtectedHeader({ alg: 'HS256' })
            .sign(new TextEncoder().encode(JSON.stringify(await exportJWK(keys.publicKey)))),
        { id: 'signing-site' },
      ],
      ['that has expired', bySecret, { exp: secondsNow() - 60 }],
      ['that never ends', bySecret, { exp: undefined }],
      ['that ends too late', bySecret, { exp: secondsNow() + 3600 }],
      ['that has no name of its own', bySecret, { jti: undefined }],
      ['for another verifier', bySecret, { aud: 'https://verifier.example' }],
      ['of another website', bySecret, { iss: 'pairwise-site' }],
    ])('refuses a request %s', async (_what, sign, claims) => {
      const { url } = await signedBy(sign, claims)
      const back = await sentBack(url)
      if (back === null) {
        const page = await openBrowser().get(url.href)
        expect(page.status).toBe(400)
        expect(await page.text()).toContain('This sign-in stopped')
      } else {
        expect(back.get('error')).toMatch(/^invalid_request/)
        expect(back.has('code')).toBe(false)
      }
    })

    it('does not believe a user’s name beside the signed request', async () => {
      const { url } = await signedBy(bySecret, { login_hint: undefined })
      url.searchParams.set('login_hint', 'alice')
      expect((await sentBack(url))?.get('error')).toBe('invalid_request')
    })

    it('lets one signed request begin a few sign-ins, and no more', async () => {
      const { url } = await signedBy(bySecret, { user: 'often' })
      for (let i = 0; i < 3; i++) expect(await sentBack(url)).toBeNull()
      const back = await sentBack(url)
      expect(back?.get('error')).toBe('temporarily_unavailable')
      // The sentence for people, and not what the log says.
      expect(back?.get('error_description')).toBe('Too many tries. Wait a little, then try again.')
    })
  })

  describe('that demands an authentication class (OIDC Core §5.5.1.1, RFC 9470)', () => {
    const essential = (acr: object) => ({ claims: JSON.stringify({ id_token: { acr: { essential: true, ...acr } } }) })

    it.each([
      ['acr_values', { acr_values: 'urn:example:iris' }],
      ['an essential claim', essential({ value: 'urn:example:iris' })],
      ['one of several', essential({ values: ['urn:example:iris', 'urn:example:retina'] })],
    ])('hears at once that there is none such here, by %s', async (_how, demand) => {
      const { parameters } = await ask('alice', demand)
      await expect(openid.buildAuthorizationUrlWithPAR(site, parameters)).rejects.toMatchObject({
        error: 'unmet_authentication_requirements',
      })
    })

    it('gets the class that it demands, with the time of this very match, whatever age it allows', async () => {
      const before = secondsNow()
      const demand = { ...essential({ values: ['urn:zauth:acr:face'] }), max_age: '0', prompt: 'login' }
      const { parameters, checks } = await ask('stepping-up', demand)
      const url = await openid.buildAuthorizationUrlWithPAR(site, parameters)
      const callback = await (await authenticateAt(world.issuer, url)).finish()
      const tokens = await openid.authorizationCodeGrant(site, callback, { ...checks, maxAge: 0 })
      const claims = tokens.claims()
      expect(claims?.['acr']).toBe('urn:zauth:acr:face')
      expect(claims?.auth_time).toBeGreaterThanOrEqual(before)
    })

    it('gets no code for a recovery code, when it demands a face', async () => {
      const { parameters } = await ask('stepping-down')
      const first = await arrive(
        openBrowser(),
        (await openid.buildAuthorizationUrlWithPAR(site, parameters)).href,
        world.issuer,
      )
      const somebody = person(1)
      const device = await Client.create(world)
      await device.enrol(first.offer, somebody)
      const [code = ''] = (await device.signIn(first.offer, somebody.image()))?.recoveryCodes ?? []

      const demanding = await ask('stepping-down', { acr_values: 'urn:zauth:acr:face' })
      const url = await openid.buildAuthorizationUrlWithPAR(site, demanding.parameters)
      const second = await arrive(openBrowser(), url.href, world.issuer)
      expect(await second.type(code)).toContain('was accepted</h1>')
      const { searchParams } = await second.finish()
      expect(searchParams.get('error')).toBe('unmet_authentication_requirements')
      expect(searchParams.has('code')).toBe(false)
    })
  })

  describe('of a website that wants pairwise subjects (OIDC Core §8.1)', () => {
    async function tokensAt(id: string, user: string) {
      const own = await discover(world.issuer, id)
      const { parameters, checks } = await ask(user)
      const url = await openid.buildAuthorizationUrlWithPAR(own, parameters)
      const callback = await (await authenticateAt(world.issuer, url)).finish()
      return await openid.authorizationCodeGrant(own, callback, checks)
    }
    const subjectAt = async (id: string, user: string) => (await tokensAt(id, user)).claims()?.sub

    it('gets a name for the user that no other website gets', async () => {
      const here = await subjectAt('pairwise-site', 'alice')
      const there = await subjectAt('other-pairwise-site', 'alice')
      const somebodyElse = await subjectAt('pairwise-site', 'bob')
      expect(new Set([here, there, somebodyElse, 'alice']).size).toBe(4)
      expect(here).toMatch(/^[\w-]{43}$/)
    })

    it('may name the user by an id_token beside her id, and by no one else’s', async () => {
      const own = await discover(world.issuer, 'pairwise-site')
      const { id_token: hint = '' } = await tokensAt('pairwise-site', 'carol')
      const { parameters } = await ask('carol', { id_token_hint: hint })
      expect(await sentBack(await openid.buildAuthorizationUrlWithPAR(own, parameters))).toBeNull()
      const { parameters: others } = await ask('dave', { id_token_hint: hint })
      await expect(openid.buildAuthorizationUrlWithPAR(own, others)).rejects.toMatchObject({ error: 'invalid_request' })
    })
  })

  describe('with the answer in a form (OAuth 2.0 Form Post Response Mode §2)', () => {
    it('gets code, state and iss by a form that posts itself, and no other script could run beside it', async () => {
      const { parameters, checks } = await ask('by-form', { response_mode: 'form_post' })
      const url = await openid.buildAuthorizationUrlWithPAR(site, parameters)
      const { browser, page } = await authenticateAt(world.issuer, url)
      const end = await browser.follow(await browser.post(`${page}/finish`), world.issuer)
      if (end instanceof URL) throw new Error('Redirected')
      const html = await end.text()
      expect(html).toContain(`action="${website.redirectUri}"`)
      const fields = [...html.matchAll(/name="(\w+)" value="([^"]*)"/g)].map(([, name = '', value = '']) => [
        name,
        value,
      ])
      const policy = end.headers.get('content-security-policy') ?? ''
      expect(policy).toMatch(/script-src 'sha256-[^']+'/)
      expect(policy).toContain("default-src 'none'")
      expect(policy).toContain("frame-ancestors 'none'")
      const posted = new Request(website.redirectUri, {
        method: 'POST',
        body: new URLSearchParams(Object.fromEntries(fields) as Record<string, string>),
      })
      const tokens = await openid.authorizationCodeGrant(site, posted, checks)
      expect(tokens.claims()?.sub).toBe('by-form')
    })
  })

  describe('with DPoP (RFC 9449)', () => {
    it('binds the access token to its key, and nobody else’s key opens the userinfo', async () => {
      const [own, foreign] = [await openid.randomDPoPKeyPair(), await openid.randomDPoPKeyPair()]
      const { parameters, checks } = await ask('dpop')
      const url = await openid.buildAuthorizationUrlWithPAR(site, parameters)
      const callback = await (await authenticateAt(world.issuer, url)).finish()
      const DPoP = openid.getDPoPHandle(site, own)
      const tokens = await openid.authorizationCodeGrant(site, callback, checks, undefined, { DPoP })
      expect(tokens.token_type).toBe('dpop')
      const stolen = { DPoP: openid.getDPoPHandle(site, foreign) }
      await expect(openid.fetchUserInfo(site, tokens.access_token, 'dpop', stolen)).rejects.toThrow()
      expect(await openid.fetchUserInfo(site, tokens.access_token, 'dpop', { DPoP })).toEqual({ sub: 'dpop' })
    })
  })

  describe('whose answer somebody meddles with', () => {
    let callback: URL
    let checks: openid.AuthorizationCodeGrantChecks
    let user = 0

    async function freshAnswer(): Promise<void> {
      const asked = await ask(`meddled-${user++}`)
      checks = asked.checks
      const url = await openid.buildAuthorizationUrlWithPAR(site, asked.parameters)
      callback = await (await authenticateAt(world.issuer, url)).finish()
    }

    it('gets nothing for a code with another verifier (RFC 7636 §4.6), nor with none', async () => {
      for (const pkceCodeVerifier of [openid.randomPKCECodeVerifier(), undefined]) {
        await freshAnswer()
        const wrong = { ...checks, ...(pkceCodeVerifier === undefined ? {} : { pkceCodeVerifier }) }
        if (pkceCodeVerifier === undefined) delete wrong.pkceCodeVerifier
        await expect(openid.authorizationCodeGrant(site, callback, wrong)).rejects.toMatchObject({
          error: 'invalid_grant',
        })
      }
    })

    it('gets nothing for a code of another website (RFC 6749 §4.1.3), and the code is void', async () => {
      await freshAnswer()
      const thief = await discover(world.issuer, 'pairwise-site')
      await expect(openid.authorizationCodeGrant(thief, callback, checks)).rejects.toMatchObject({
        error: 'invalid_grant',
      })
    })

    it('refuses an answer that claims to be of another verifier (RFC 9207 §2.4)', async () => {
      await freshAnswer()
      callback.searchParams.set('iss', 'https://attacker.example')
      await expect(openid.authorizationCodeGrant(site, callback, checks)).rejects.toMatchObject({
        cause: { message: expect.stringContaining('"iss"') as unknown },
      })
    })

    it('cannot weaken its proof key to the plain method (RFC 9700 §2.1.1)', async () => {
      const { parameters } = await ask('alice', { code_challenge_method: 'plain' })
      await expect(openid.buildAuthorizationUrlWithPAR(site, parameters)).rejects.toMatchObject({
        error: 'invalid_request',
      })
    })

    it('is never sent to an address that is not registered (RFC 6749 §3.1.2.4)', async () => {
      const redirections = ['https://attacker.example/', `${website.redirectUri}/..`, `${website.redirectUri}?next=1`]
      for (const address of redirections) {
        const { parameters } = await ask('alice', { redirect_uri: address })
        await expect(openid.buildAuthorizationUrlWithPAR(site, parameters)).rejects.toMatchObject({
          error: 'invalid_request',
        })
        const { url } = await signedBy(bySecret, { redirect_uri: address })
        expect(await sentBack(url)).toBeNull()
        expect((await openBrowser().get(url.href)).status).toBe(400)
      }
    })
  })

  it('checks an id_token with the published keys, and finds no other way to a token', async () => {
    const { parameters, checks } = await ask('keys')
    const url = await openid.buildAuthorizationUrlWithPAR(site, parameters)
    const callback = await (await authenticateAt(world.issuer, url)).finish()
    const { id_token: idToken = '' } = await openid.authorizationCodeGrant(site, callback, checks)
    const metadata = site.serverMetadata()
    const jwks = createRemoteJWKSet(new URL(metadata.jwks_uri ?? ''))
    const { protectedHeader } = await jwtVerify(idToken, jwks, { issuer: world.issuer, audience: website.id })
    expect(protectedHeader.alg).toBe('RS256')
    expect(metadata.grant_types_supported).toEqual(['authorization_code'])
  })
})
