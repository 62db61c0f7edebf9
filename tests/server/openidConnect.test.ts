import { SignJWT } from 'jose'
import { randomUUID } from 'node:crypto'
import * as openid from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../verifier/browser.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty, type RelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { website as site } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'

describe('the OpenID Connect side', () => {
  let world: World
  let website: RelyingParty

  beforeAll(async () => {
    world = await openWorld()
    website = await createRelyingParty(world.issuer)
  })
  afterAll(() => world.close())

  const pkce = { code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM', code_challenge_method: 'S256' }
  const plain = { client_id: site.id, redirect_uri: site.redirectUri, response_type: 'code', scope: 'openid' }

  async function push(parameters: Record<string, string>, secret: string = site.secret): Promise<Response> {
    return await fetch(`${world.issuer}/request`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${site.id}:${encodeURIComponent(secret)}`)}` },
      body: new URLSearchParams(parameters),
    })
  }

  it('refuses a login_hint that came through the browser', async () => {
    const parameters = new URLSearchParams({ ...plain, ...pkce, login_hint: 'alice', state: 'its-state' })
    const url = `${world.issuer}/auth?${parameters.toString()}`
    const callback = await openBrowser().follow(url, world.issuer)
    expect(callback).toBeInstanceOf(URL)
    expect(Object.fromEntries((callback as URL).searchParams)).toMatchObject({
      error: 'invalid_request',
      state: 'its-state',
      iss: world.issuer,
    })
  })

  it('does not let a login_hint in the browser change the pushed one', async () => {
    const { url } = await website.begin('alice')
    url.searchParams.set('login_hint', 'bob')
    const page = await openBrowser().follow(url.href, world.issuer)
    const html = await (page as Response).text()
    expect(html).toContain('alice')
    expect(html).not.toContain('bob')
  })

  it('refuses a pushed request without PKCE, without a user, with a user id beyond measure', async () => {
    for (const parameters of [
      { ...plain, login_hint: 'alice' },
      { ...plain, ...pkce },
      { ...plain, ...pkce, login_hint: 'x'.repeat(257) },
    ]) {
      const response = await push(parameters)
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ error: 'invalid_request' })
    }
    expect((await push({ ...plain, ...pkce, login_hint: 'alice' })).status).toBe(201)
  })

  it('refuses a user id that the page could not show as it is, and takes any other', async () => {
    for (const user of ['al\u202eice', 'alice\n', 'al\u200bice', '\u0000', 'alice\u2029', 'alice\ue000']) {
      const response = await push({ ...plain, ...pkce, login_hint: user })
      expect([response.status, await response.json()]).toMatchObject([400, { error: 'invalid_request' }])
    }
    for (const user of ['Zoë Müller', 'alice@example.com', '张伟', 'דוד', '😀', '\u00a0 <&>']) {
      expect((await push({ ...plain, ...pkce, login_hint: user })).status).toBe(201)
    }
  })

  it('refuses a pushed request of somebody who does not know the website’s secret', async () => {
    const response = await push({ ...plain, ...pkce, login_hint: 'alice' }, 'a secret that is not the one')
    expect(response.status).toBe(401)
    expect(await response.json()).toMatchObject({ error: 'invalid_client' })
  })

  it('says login_required to a website that wants no interaction', async () => {
    const { url } = await website.begin('alice', { prompt: 'none' })
    const callback = await openBrowser().follow(url.href, world.issuer)
    expect((callback as URL).searchParams.get('error')).toBe('login_required')
  })

  it('gives one id_token for a code, and refuses it the second time', async () => {
    const alice = person(1)
    const client = await Client.create(world)
    const attempt = await visit(world.issuer, website, 'alice')
    await client.enrol(attempt.offer, alice)
    expect(await client.authenticate(attempt.offer, alice.image())).toBe(true)
    const callback = await attempt.finish()
    expect(callback.searchParams.get('iss')).toBe(world.issuer)
    await attempt.signIn.complete(callback)
    await expect(attempt.signIn.complete(callback)).rejects.toMatchObject({ error: 'invalid_grant' })
  })

  it('gives no code before the face has matched, and none to another browser', async () => {
    const attempt = await visit(world.issuer, website, 'early')
    expect((await attempt.browser.post(`${attempt.page}/finish`)).status).toBe(400)
    const stranger = openBrowser()
    for (const response of [
      await stranger.get(attempt.page),
      await stranger.get(`${attempt.page}/status`, { accept: 'application/json' }),
      await stranger.post(`${attempt.page}/finish`),
      await stranger.post(`${attempt.page}/cancel`),
    ]) {
      expect(response.status).toBe(404)
    }
    expect(await attempt.status()).toBe('waiting')
  })

  it('does not take a form of another website for the person’s', async () => {
    const attempt = await visit(world.issuer, website, 'forms')
    expect((await attempt.browser.post(`${attempt.page}/cancel`, 'https://evil.example')).status).toBe(404)
    expect(await attempt.status()).toBe('waiting')
  })

  it('shows a page of its own for a request that cannot go back, without a stack', async () => {
    const response = await openBrowser().get(`${world.issuer}/auth?client_id=nobody`)
    expect(response.status).toBe(400)
    expect(response.headers.get('content-type')).toContain('text/html')
    const html = await response.text()
    expect(html).toContain('This sign-in stopped')
    expect(html).not.toMatch(/\bat .*\.js/)
    expect(html).not.toContain('node_modules')
  })

  it('announces what it asks for', () => {
    expect(website.configuration.serverMetadata()).toMatchObject({
      pushed_authorization_request_endpoint: `${world.issuer}/request`,
      authorization_response_iss_parameter_supported: true,
      code_challenge_methods_supported: ['S256'],
      response_types_supported: ['code'],
      response_modes_supported: ['form_post', 'fragment', 'query'],
      subject_types_supported: ['public', 'pairwise'],
      acr_values_supported: ['urn:zauth:acr:face', 'urn:zauth:acr:recovery'],
      claims_parameter_supported: true,
      dpop_signing_alg_values_supported: ['ES256', 'Ed25519', 'EdDSA'],
    } satisfies Partial<openid.ServerMetadata>)
  })
})

describe('a website that proves who it is by what its secret signs', () => {
  let world: World

  beforeAll(async () => {
    const { id, secret, name, redirectUri } = site
    const oidc = { authentication: 'client_secret_jwt' as const }
    world = await openWorld({ clients: [{ id, secret, name, redirectUris: [redirectUri], oidc }] })
  })
  afterAll(() => world.close())

  /** An assertion of its own (OIDC Core §9). */
  const assertion = () =>
    new SignJWT({ jti: randomUUID() })
      .setProtectedHeader({ alg: 'HS256' })
      .setIssuer(site.id)
      .setSubject(site.id)
      .setAudience(world.issuer)
      .setIssuedAt()
      .setExpirationTime('1m')
      .sign(new TextEncoder().encode(site.secret))

  const push = (signed: string): Promise<Response> =>
    fetch(`${world.issuer}/request`, {
      method: 'POST',
      body: new URLSearchParams({
        client_id: site.id,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: signed,
        redirect_uri: site.redirectUri,
        response_type: 'code',
        scope: 'openid',
        login_hint: 'alice',
        code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        code_challenge_method: 'S256',
      }),
    })

  it('has each assertion taken once', async () => {
    const once = await assertion()
    expect((await push(once)).status).toBe(201)
    const again = await push(once)
    expect([again.status, await again.json()]).toMatchObject([401, { error: 'invalid_client' }])
  })

  it('has it taken once also by many at the same time', async () => {
    const once = await assertion()
    const answers = await Promise.all(Array.from({ length: 6 }, () => push(once)))
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  })
})

describe('the page of a sign-in', () => {
  let world: World
  let website: RelyingParty

  beforeAll(async () => {
    world = await openWorld({ extensionUrl: 'https://extensions.example/zauth?a=1&b=2' })
    website = await createRelyingParty(world.issuer)
  })
  afterAll(() => world.close())

  it('says who asks, for whom, and how to get the extension, and hands over the offer', async () => {
    const { html, offer } = await visit(world.issuer, website, 'alice')
    expect(html).toContain('Example &lt;Site> &amp; Sons')
    expect(html).toContain('<bdi>alice</bdi>')
    expect(html).toContain('href="https://extensions.example/zauth?a=1&amp;b=2"')
    expect(offer).toMatchObject({
      issuer: world.issuer,
      relyingParty: { clientId: site.id, name: site.name, origin: 'http://localhost:4001' },
    })
  })

  it('shows a user id that is markup as text, also in the offer', async () => {
    const user = '</script><script>alert(1)</script>'
    const { html, offer } = await visit(world.issuer, website, user)
    expect(offer.account).toBe(user)
    expect(html).not.toContain('<script>alert')
  })

  it('may not be framed, stored or made to run a foreign script', async () => {
    const { browser, page } = await visit(world.issuer, website, 'alice')
    const { headers } = await browser.get(page)
    expect(headers.get('cache-control')).toBe('no-store')
    const policy = headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(policy).not.toContain('unsafe')
  })
})
