import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { Agent, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createVerifier } from '../../server/index.ts'
import { duoSite } from '../interop/duoSite.ts'
import { oidcRoutes, ownRoutes } from '../fuzz/endpoints/routes.ts'
import { send, type Answer } from '../fuzz/endpoints/send.ts'
import { returnTo, verifySite } from './verifySite.ts'
import { website } from '../verifier/website.ts'

/** Behind a TLS proxy, as an operator runs it: the issuer is https, what arrives is http from this machine. */
const issuer = 'https://face.example.com'
const evil = 'evil.example'
const handle = 'A'.repeat(43)
const site = { id: website.id, secret: website.secret, name: website.name, redirectUris: [website.redirectUri] }

describe('behind TLS, the verifier', () => {
  let closing: AsyncDisposableStack
  let url: string
  let routes: readonly string[]

  beforeAll(async () => {
    await using acquired = new AsyncDisposableStack()
    const data = await mkdtemp(join(tmpdir(), 'zauth-headers-'))
    acquired.defer(() => rm(data, { recursive: true }))
    const entra = {
      id: 'entra-of-contoso',
      secret: 'not used on this road, but long enough',
      name: 'Contoso',
      roads: ['entra' as const],
      redirectUris: ['https://login.example/back'],
      entra: { tenant: crypto.randomUUID(), audience: crypto.randomUUID() },
    }
    const clients = [site, verifySite, duoSite, entra]
    const options = { threads: 1, logTo: { write: () => undefined } }
    const config = { issuer, data, enrolment: 'open' as const, liveness: 'off' as const, clients }
    const verifier = acquired.adopt(await createVerifier(config, options), (opened) => opened.close())
    const server = createServer(verifier.handle).listen(0, 'localhost')
    await once(server, 'listening')
    acquired.defer(async () => {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    })
    url = `http://localhost:${(server.address() as AddressInfo).port}`
    routes = [
      ...new Set([...ownRoutes(), ...(await oidcRoutes()), 'POST /auth', 'GET /nothing', 'POST /', 'PUT /token']),
    ]
    closing = acquired.move()
  })
  afterAll(() => closing.disposeAsync())

  const agent = new Agent({ keepAlive: true })
  const ask = (route: string, headers: Record<string, string> = {}, body = ''): Promise<Answer> => {
    const [method = '', path = ''] = route.split(' ')
    const at = path.replace(':name', 'page.css').replace(/:\w+/g, handle)
    return send(agent, url, { method, path: at, headers, body: Buffer.from(body) })
  }
  const json = (credentials: { id: string; secret: string }) => ({
    'content-type': 'application/json',
    authorization: `Basic ${btoa(`${credentials.id}:${credentials.secret}`)}`,
  })

  /** A sign-in on the verify road: its page, and the cookie that binds it to its browser. */
  async function begin(): Promise<{ page: string; cookie: string; opened: Answer }> {
    const order = await ask('POST /v1/challenges', json(verifySite), JSON.stringify({ user: 'ada', returnTo }))
    const challenge = (JSON.parse(order.body) as { url: string }).url
    expect(challenge.startsWith(`${issuer}/verify/`)).toBe(true)
    const opened = await ask(`GET ${new URL(challenge).pathname}`)
    const [set = ''] = [opened.headers['set-cookie'] ?? ''].flat()
    const location = new URL(String(opened.headers['location']))
    expect(location.origin).toBe(issuer)
    return { page: location.pathname, cookie: set.split(';', 1)[0] ?? '', opened }
  }

  /** A sign-in by OpenID Connect: the answer that sends the browser to its page. */
  async function authorize(headers: Record<string, string> = {}): Promise<Answer> {
    const pushed = new URLSearchParams({
      response_type: 'code',
      client_id: site.id,
      redirect_uri: website.redirectUri,
      scope: 'openid',
      login_hint: 'ada',
      code_challenge: handle,
      code_challenge_method: 'S256',
    })
    const form = { ...json(site), 'content-type': 'application/x-www-form-urlencoded' }
    const { body } = await ask('POST /request', { ...form, ...headers }, pushed.toString())
    const { request_uri: request } = JSON.parse(body) as { request_uri: string }
    const query = new URLSearchParams({ client_id: site.id, request_uri: request })
    return await ask(`GET /auth?${query.toString()}`, headers)
  }

  function expectGuarded(what: string, { headers }: Answer): void {
    const policy = String(headers['content-security-policy'])
    expect([what, policy]).toEqual([what, expect.stringMatching(/^default-src 'none'; .*frame-ancestors 'none'$/)])
    expect([what, policy]).toEqual([what, expect.not.stringContaining('unsafe-')])
    expect([what, headers]).toMatchObject([
      what,
      {
        'strict-transport-security': expect.stringMatching(/^max-age=31536000/) as string,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'same-origin',
        'permissions-policy': expect.stringContaining('camera=()') as string,
        'cross-origin-resource-policy': 'same-origin',
        'cache-control': expect.stringMatching(/^no-(?:store|cache)/) as string,
      },
    ])
    const isStep = 'location' in headers || String(headers['content-type']).startsWith('text/html')
    expect([what, headers['cross-origin-opener-policy']]).toEqual([what, isStep ? undefined : 'same-origin'])
    if (String(headers['content-type']).startsWith('text/html') && headers['x-frame-options'] !== undefined)
      expect([what, headers['x-frame-options']]).toEqual([what, 'DENY'])
    for (const cookie of [headers['set-cookie'] ?? []].flat()) {
      expect([what, cookie]).toEqual([what, expect.stringMatching(/; samesite=lax/i)])
      expect([what, cookie]).toEqual([what, expect.stringMatching(/; secure/i)])
      expect([what, cookie]).toEqual([what, expect.stringMatching(/; httponly/i)])
      expect([what, cookie]).toEqual([what, expect.not.stringMatching(/domain=/i)])
    }
  }

  it('guards every answer of every route by its headers, to people and to programs', async () => {
    for (const route of routes)
      for (const accept of ['text/html', 'application/json'])
        expectGuarded(`${route} in ${accept}`, await ask(route, { accept }))
  })

  it('guards the pages of a sign-in as well, and binds each to its browser by a cookie that no other host can plant', async () => {
    const { page, cookie, opened } = await begin()
    expectGuarded('the opening of a challenge', opened)
    expect(cookie).toMatch(/^__Host-zauth_browser=[\w-]{43}$/)
    const shown = await ask(`GET ${page}`, { cookie, accept: 'text/html' })
    expect([shown.status, shown.headers['x-frame-options']]).toEqual([200, 'DENY'])
    expectGuarded('the page of a sign-in', shown)
    expectGuarded('its status', await ask(`GET ${page}/status`, { cookie }))
    const begun = await authorize()
    expect(begun.status).toBe(303)
    expect([begun.headers['set-cookie']].flat().join()).toContain('__Host-zauth_browser=')
    expectGuarded('the beginning of a sign-in', begun)
    const cancelled = await ask(`POST ${page}/cancel`, { cookie, origin: issuer })
    expect(cancelled.status).toBe(303)
    expectGuarded('the way back', cancelled)
  })

  it('is at the address that its operator has set, whatever a request claims', async () => {
    const forged = {
      host: evil,
      'x-forwarded-host': evil,
      'x-forwarded-proto': 'http',
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-port': '8080',
      'x-forwarded-prefix': `//${evil}`,
      'x-original-url': `https://${evil}/`,
      'x-rewrite-url': `https://${evil}/`,
      forwarded: `for=203.0.113.7;host=${evil};proto=http`,
    }
    for (const route of routes) {
      const { headers, body } = await ask(route, { accept: 'text/html', ...forged })
      expect([route, JSON.stringify(headers) + body]).toEqual([route, expect.not.stringContaining(evil)])
      expect([route, headers['strict-transport-security']]).toEqual([route, 'max-age=31536000'])
    }
    for (const document of ['GET /.well-known/openid-configuration', 'GET /entra/.well-known/openid-configuration']) {
      expect((await ask(document, forged)).body).toBe((await ask(document)).body)
    }
    const begun = await authorize(forged)
    expect(String(begun.headers['location']).startsWith(`${issuer}/interaction/`)).toBe(true)
    expect([begun.headers['set-cookie']].flat().join('\n')).toMatch(/__Host-zauth_browser=.*; secure/)
  })

  it('takes no form of another page for one of its own', async () => {
    const { page, cookie } = await begin()
    const foreign = [
      null,
      'null',
      'https://evil.example',
      'http://face.example.com',
      'https://www.face.example.com',
      `${issuer}:444`,
    ]
    for (const origin of foreign)
      for (const what of ['finish', 'cancel', 'recover']) {
        const headers = {
          cookie,
          'content-type': 'application/x-www-form-urlencoded',
          ...(origin !== null && { origin }),
        }
        const refused = await ask(`POST ${page}/${what}`, headers, 'code=0000-0000-0000')
        expect([origin, what, refused.status]).toEqual([origin, what, 404])
      }
    // Nor by an address alone.
    for (const what of ['finish', 'cancel', 'recover'])
      expect((await ask(`GET ${page}/${what}`, { cookie })).status).toBe(405)
    // The right page in another browser is no better.
    expect((await ask(`POST ${page}/cancel`, { origin: issuer })).status).toBe(404)
    expect(JSON.parse((await ask(`GET ${page}/status`, { cookie })).body)).toEqual({ state: 'waiting' })
  })

  it('has nothing that the page of another website could ask for in somebody’s name', async () => {
    const secrets = { 'v1/tickets': site, 'v1/challenges': verifySite, 'v1/verify': verifySite }
    for (const [path, by] of Object.entries(secrets)) {
      const answer = await ask(`POST /${path}`, { ...json(by), origin: 'https://evil.example' }, '{"user":"ada"}')
      expect([path, answer.status]).toEqual([path, 401])
    }
    for (const route of routes.filter((known) => /^\w+ \/(?:api|v1\/account)/.test(known))) {
      const answer = await ask(route, { origin: issuer })
      expect([route, answer.status, JSON.parse(answer.body)]).toMatchObject([
        route,
        400,
        { error: 'malformed_request' },
      ])
    }
    for (const route of routes) {
      const { headers } = await ask(route, { origin: 'https://evil.example', 'access-control-request-method': 'POST' })
      expect([route, headers['access-control-allow-credentials']]).toEqual([route, undefined])
    }
    expect((await ask('POST /session/end/confirm', { origin: 'https://evil.example' }, '')).status).toBe(400)
    // A preflight that asks for nothing is refused like any other method.
    expect(JSON.parse((await ask('OPTIONS /token')).body)).toMatchObject({ error: 'method_not_allowed' })
  })
})
