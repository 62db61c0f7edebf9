import { once } from 'node:events'
import { createServer } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openVerifier } from '../../server/verifier.ts'
import { openBrowser } from '../verifier/browser.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty, type RelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { website as site } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'

/** What a browser would send back. */
const cookiesOf = (setCookies: readonly string[]): string[] => setCookies.map((header) => header.split(';', 1)[0] ?? '')

/** Those that a sibling domain can plant in a browser: all but those that only their own host can set. */
const plantable = (cookies: readonly string[]): string[] =>
  cookies.filter((cookie) => !/^(?:__Host-)?zauth_browser=/.test(cookie))

describe('a thief of a password who begins a sign-in and plants its cookies in the victim’s browser', () => {
  let world: World
  let website: RelyingParty
  const alice = person(1)

  beforeAll(async () => {
    world = await openWorld()
    website = await createRelyingParty(world.issuer)
    const client = await Client.create(world)
    const first = await visit(world.issuer, website, 'alice')
    await client.enrol(first.offer, alice)
    expect(await client.authenticate(first.offer, alice.image())).toBe(true)
  })
  afterAll(() => world.close())

  /** The thief's page, the cookies that came with it and can be planted, and all that came. */
  async function begun(): Promise<{ page: string; cookies: string; all: string }> {
    const { url } = await website.begin('alice')
    const response = await fetch(url, { redirect: 'manual' })
    const setCookies = response.headers.getSetCookie()
    expect(setCookies.some((header) => header.startsWith('zauth_interaction='))).toBe(true)
    const all = cookiesOf(setCookies)
    return { page: response.headers.get('location') ?? '', cookies: plantable(all).join('; '), all: all.join('; ') }
  }

  it('gets her page shown there where the cookie that binds it to its browser can be planted, too', async () => {
    const { page, all } = await begun()
    const victim = await fetch(page, { headers: { accept: 'text/html', cookie: all } })
    expect(victim.status).toBe(200)
    expect(await victim.text()).toContain('zauth-offer')
  })

  it('gets none from ours that the victim’s extension would answer', async () => {
    const { page, cookies } = await begun()
    const victim = await fetch(page, { headers: { accept: 'text/html', cookie: cookies } })
    expect(victim.status).toBe(404)
    expect(await victim.text()).not.toContain('zauth-offer')
  })

  it('gets none either when that browser has a sign-in of its own', async () => {
    const own = await visit(world.issuer, website, 'alice')
    const { page, cookies } = await begun()
    for (const address of [page, `${page}/status`]) {
      expect((await own.browser.get(address, { cookie: `${own.browser.cookie(page)}; ${cookies}` })).status).toBe(404)
    }
    expect(await own.status()).toBe('waiting')
  })

  it('cannot have it finished or cancelled there, nor come back with a code of her own', async () => {
    const { page, cookies } = await begun()
    for (const action of ['finish', 'cancel']) {
      const headers = { cookie: cookies, origin: world.issuer }
      expect((await fetch(`${page}/${action}`, { method: 'POST', redirect: 'manual', headers })).status).toBe(404)
    }
    const resumed = await fetch(page.replace('/interaction/', '/auth/'), {
      redirect: 'manual',
      headers: { cookie: cookies },
    })
    expect(resumed.headers.get('location') ?? '').not.toContain('code=')
  })
})

describe('a browser', () => {
  it('keeps one secret for all its sign-ins, and a malformed one is replaced', async () => {
    await using closing = new AsyncDisposableStack()
    const world = closing.adopt(await openWorld(), (opened) => opened.close())
    const website = await createRelyingParty(world.issuer)
    const secretIn = (response: Response) =>
      response.headers.getSetCookie().find((header) => header.startsWith('zauth_browser='))
    const browser = openBrowser()
    const first = await browser.get((await website.begin('alice')).url.href)
    expect(secretIn(first)).toMatch(/^zauth_browser=[\w-]{43}; path=\/; samesite=lax; httponly$/)
    expect(secretIn(await browser.get((await website.begin('alice')).url.href))).toBeUndefined()
    const forged = { cookie: 'zauth_browser=guessable' }
    expect(
      secretIn(await fetch((await website.begin('alice')).url, { redirect: 'manual', headers: forged })),
    ).toBeDefined()
  })

  it('is given a secret that only this host can set, where the verifier is reached by https', async () => {
    await using closing = new AsyncDisposableStack()
    const data = closing.adopt(await mkdtemp(join(tmpdir(), 'zauth-https-')), (folder) =>
      rm(folder, { recursive: true }),
    )
    const { id, secret, name } = site
    const redirectUri = 'https://shop.example/callback'
    const clients = [{ id, secret, name, redirectUris: [redirectUri], enrolment: 'open' as const }]
    const config = { issuer: 'https://face.example', data, clients }
    const options = { threads: 1, logTo: { write: () => undefined } }
    const verifier = closing.adopt(await openVerifier(config, options), (opened) => opened.close())
    const handle = verifier.app.callback()
    const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1')
    closing.defer(() => void server.close())
    await once(server, 'listening')
    const address = server.address()
    const base = `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}`

    const pushed = await fetch(`${base}/request`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${id}:${encodeURIComponent(secret)}`)}` },
      body: new URLSearchParams({
        client_id: id,
        redirect_uri: redirectUri,
        response_type: 'code',
        scope: 'openid',
        login_hint: 'alice',
        code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        code_challenge_method: 'S256',
      }),
    })
    const { request_uri: requestUri } = (await pushed.json()) as { request_uri: string }
    const query = new URLSearchParams({ client_id: id, request_uri: requestUri })
    const response = await fetch(`${base}/auth?${query.toString()}`, { redirect: 'manual' })
    const cookie = response.headers.getSetCookie().find((header) => header.includes('zauth_browser'))
    // RFC 6265bis §4.1.3.2: Secure, Path=/ and no Domain, or the browser drops it.
    expect(cookie).toMatch(/^__Host-zauth_browser=[\w-]{43}; path=\/; samesite=lax; secure; httponly$/)
  })
})
