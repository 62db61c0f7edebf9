import { UnsecuredJWT } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { arrive } from '../verifier/arrive.ts'
import { openBrowser } from '../verifier/browser.ts'
import type { Client } from '../verifier/client.ts'
import { openWorld } from '../verifier/world.ts'
import { ada, enrolAda, signInAda } from './duoEnrolled.ts'
import { assertionClaims, authorizeUrl, duoSite, otherDuoSite, requestClaims, seconds, signed } from './duoSite.ts'
import { openSecureWorld, type SecureWorld } from './secureWorld.ts'

const paths = { health: '/oauth/v1/health_check', authorize: '/oauth/v1/authorize', token: '/oauth/v1/token' }
const [callback = ''] = duoSite.redirectUris
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer'

let world: SecureWorld
let device: Client

beforeAll(async () => {
  world = await openSecureWorld([duoSite, otherDuoSite])
  device = await enrolAda(world)
})
afterAll(() => world.close())

const post = (path: string, fields: Record<string, string>): Promise<Response> =>
  fetch(`${world.issuer}${path}`, { method: 'POST', body: new URLSearchParams(fields) })

const bodyOf = async (response: Response) => (await response.json()) as Record<string, unknown>

/** A code for Ada's sign-in at the first website. */
async function codeForAda(claims: object = {}): Promise<string> {
  const url = await authorizeUrl(world, { ...requestClaims(world), ...claims })
  return (await signInAda(world, device, url)).searchParams.get('duo_code') ?? ''
}

async function redeem(code: string, fields: Record<string, string> = {}): Promise<Response> {
  return post(paths.token, {
    grant_type: 'authorization_code',
    code,
    redirect_uri: callback,
    client_assertion_type: assertionType,
    client_assertion: await signed(assertionClaims(world, paths.token)),
    ...fields,
  })
}

describe('a request for a sign-in', () => {
  const asked = () => requestClaims(world)
  const bad: Record<string, () => Promise<string> | string> = {
    'that nobody signed': () => new UnsecuredJWT({ ...asked() }).encode(),
    'signed with SHA-256': () => signed(asked(), duoSite.secret, 'HS256'),
    'signed by another website': () => signed(asked(), otherDuoSite.secret),
    'that has expired': () => signed({ ...asked(), exp: seconds(world) - 61 }),
    'that never ends': () => signed({ ...asked(), exp: seconds(world) + 86_400 }),
    'for another host': () => signed({ ...asked(), aud: 'https://elsewhere.example' }),
    'for the token endpoint': () => signed({ ...asked(), aud: `${world.issuer}${paths.token}` }),
    'by somebody else': () => signed({ ...asked(), iss: otherDuoSite.id }),
    'about somebody else': () => signed({ ...asked(), client_id: otherDuoSite.id }),
    'to an address that is not registered': () => signed({ ...asked(), redirect_uri: 'https://evil.example/' }),
    'to an address that only begins like a registered one': () =>
      signed({ ...asked(), redirect_uri: `${callback}/../elsewhere` }),
    'without an address': () => signed({ ...asked(), redirect_uri: undefined }),
    'with a state that can be guessed': () => signed({ ...asked(), state: 'x'.repeat(21) }),
    'with a state that is too long': () => signed({ ...asked(), state: 'x'.repeat(1025) }),
    'without a state': () => signed({ ...asked(), state: undefined }),
    'for nobody': () => signed({ ...asked(), duo_uname: '' }),
    'for a name that is shown as another': () => signed({ ...asked(), duo_uname: 'ada\u202ecilA' }),
    'for another kind of answer': () => signed({ ...asked(), response_type: 'id_token' }),
    'without the scope': () => signed({ ...asked(), scope: 'profile' }),
    'with a nonce that can be guessed': () => signed({ ...asked(), nonce: 'short' }),
    'that is an assertion': () => signed(assertionClaims(world, paths.authorize)),
  }

  it.each(Object.entries(bad))('%s is refused on a page, and leads nowhere', async (_name, make) => {
    const query = new URLSearchParams({ response_type: 'code', client_id: duoSite.id, request: await make() })
    query.set('redirect_uri', 'https://evil.example/')
    const response = await openBrowser().get(`${world.issuer}${paths.authorize}?${query.toString()}`)
    expect(response.status).toBe(400)
    expect(response.headers.get('location')).toBeNull()
    const html = await response.text()
    expect(html).toContain('invalid_request')
    expect(html).not.toContain('evil.example')
    expect(html).not.toContain('zauth-offer')
  })

  it('counts as it was signed, whatever stands beside it', async () => {
    const claims = asked()
    const url = new URL(await authorizeUrl(world, claims))
    for (const [name, value] of Object.entries({
      redirect_uri: 'https://evil.example/',
      state: 'the state of somebody else',
      duo_uname: 'grace',
      scope: 'everything',
    }))
      url.searchParams.set(name, value)
    const arrival = await arrive(openBrowser(), url.href, world.issuer)
    expect(arrival.offer.account).toBe('ada')
    await device.abandon(arrival.offer, 'cancelled')
    const back = await arrival.finish()
    expect(back.origin).toBe('https://site.example')
    expect(back.searchParams.get('state')).toBe(claims.state)
  })

  it('that names its website twice is refused', async () => {
    const url = await authorizeUrl(world, asked())
    expect((await openBrowser().get(`${url}&client_id=${otherDuoSite.id}`)).status).toBe(400)
  })

  it('may come as a form, which another site’s page sends without cookies: the sign-in begins in the same browser', async () => {
    const request = await signed(asked())
    const browser = openBrowser()
    const first = await arrive(browser, await authorizeUrl(world, asked()), world.issuer)
    const posted = await fetch(`${world.issuer}${paths.authorize}`, {
      method: 'POST',
      redirect: 'manual',
      headers: { origin: 'https://site.example' },
      body: new URLSearchParams({ response_type: 'code', client_id: duoSite.id, request }),
    })
    expect(posted.status).toBe(303)
    expect(posted.headers.getSetCookie()).toEqual([])
    const second = await arrive(browser, posted.headers.get('location') ?? '', world.issuer)
    // Both go on: the form has not made the browser a stranger to what it had begun.
    expect(await first.status()).toBe('waiting')
    expect(await second.status()).toBe('waiting')
  })

  it('begins three sign-ins at most, and tells the website then', async () => {
    const url = await authorizeUrl(world, asked())
    for (let i = 0; i < 3; i++) await arrive(openBrowser(), url, world.issuer)
    const fourth = await openBrowser().get(url)
    const back = new URL(fourth.headers.get('location') ?? '')
    expect(back.origin).toBe('https://site.example')
    expect(back.searchParams.get('error')).toBe('temporarily_unavailable')
  })

  it('begins no more when those three are forgotten and it is still in force', async () => {
    const other = await openWorld({ clients: [duoSite] })
    const url = await authorizeUrl(other, { ...requestClaims(other), exp: seconds(other) + 3600 })
    for (let i = 0; i < 3; i++) await arrive(openBrowser(), url, other.issuer)
    other.passTime(30 * 60_000)
    await other.withStore(async ({ interactions, artifacts }) => {
      expect(await interactions.sweep(other.now())).toBe(3)
      await artifacts.sweep(other.now())
    })
    await expect(arrive(openBrowser(), url, other.issuer)).rejects.toThrow('temporarily_unavailable')
    await other.close()
  })

  it('is answered only in the browser that began it', async () => {
    const { page, offer } = await arrive(openBrowser(), await authorizeUrl(world, asked()), world.issuer)
    expect(await device.authenticate(offer, ada.image())).toBe(true)
    const thief = openBrowser()
    expect((await thief.post(`${page}/finish`)).status).toBe(404)
  })
})

describe('a code', () => {
  it('is given once for a sign-in, however often the page is sent', async () => {
    const url = await authorizeUrl(world, requestClaims(world))
    const { browser, page, offer } = await arrive(openBrowser(), url, world.issuer)
    expect(await device.authenticate(offer, ada.image())).toBe(true)
    const ends = await Promise.all([1, 2, 3].map(() => browser.post(`${page}/finish`)))
    expect(ends.map(({ status }) => status).sort()).toEqual([303, 409, 409])
  })

  it('is used once, of many at the same time too', async () => {
    const code = await codeForAda()
    const answers = await Promise.all([1, 2, 3, 4].map(() => redeem(code)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(await bodyOf(await redeem(code))).toMatchObject({ error: 'invalid_grant' })
  })

  it('is not for another website, whose try does not use it up', async () => {
    const code = await codeForAda()
    const { id } = otherDuoSite
    const foreign = { ...assertionClaims(world, paths.token), iss: id, sub: id }
    const client_assertion = await signed(foreign, otherDuoSite.secret)
    expect(await bodyOf(await redeem(code, { client_assertion }))).toMatchObject({ error: 'invalid_grant' })
    expect((await redeem(code)).status).toBe(200)
  })

  it('is not for another address of the same website', async () => {
    const code = await codeForAda()
    const [, other = ''] = duoSite.redirectUris
    expect(await bodyOf(await redeem(code, { redirect_uri: other }))).toMatchObject({ error: 'invalid_grant' })
  })

  it('is about the user whom the website asked for, whoever sat before the camera', async () => {
    const claims = { ...requestClaims(world), duo_uname: 'grace' }
    const { offer } = await arrive(openBrowser(), await authorizeUrl(world, claims), world.issuer)
    // Ada's device is no device of Grace's.
    await expect(device.challenge(offer)).rejects.toMatchObject({ code: 'device_unknown' })
  })

  it('is not asked for in another way', async () => {
    expect(await bodyOf(await redeem('code', { grant_type: 'password' }))).toMatchObject({
      error: 'unsupported_grant_type',
    })
    const untyped = await redeem('code', { client_assertion_type: 'something else' })
    expect(await bodyOf(untyped)).toMatchObject({ error: 'invalid_request' })
    expect(await bodyOf(await redeem('code', { client_id: otherDuoSite.id }))).toMatchObject({
      error: 'invalid_client',
    })
  })

  it('is not read from forms that are too large, come twice or hold files', async () => {
    expect(await bodyOf(await redeem('x'.repeat(20_000)))).toMatchObject({ error: 'invalid_request' })
    const twice = await fetch(`${world.issuer}${paths.token}?code=1`, {
      method: 'POST',
      body: new URLSearchParams({ code: '2' }),
    })
    expect(await bodyOf(twice)).toMatchObject({ error: 'invalid_request' })
    const form = new FormData()
    form.set('code', new Blob(['file']))
    const file = await fetch(`${world.issuer}${paths.token}`, { method: 'POST', body: form })
    expect(await bodyOf(file)).toMatchObject({ error: 'invalid_request' })
    const broken = await fetch(`${world.issuer}${paths.token}`, {
      method: 'POST',
      headers: { 'content-type': 'multipart/form-data' },
      body: 'no parts',
    })
    expect(await bodyOf(broken)).toMatchObject({ error: 'invalid_request' })
  })

  it('does not stand in the log, nor does what was signed', async () => {
    const claims = { ...requestClaims(world), state: 'a state that nobody else has' }
    const code = await codeForAda(claims)
    await redeem(code)
    const log = world.log.join('')
    expect(log).toContain('/oauth/v1/token')
    for (const secret of [code, duoSite.secret, claims.state, 'eyJ']) expect(log).not.toContain(secret)
  })

  it('is exchanged for an id_token that is neither an assertion nor a request, though the same secret signs it', async () => {
    const code = await codeForAda()
    const { id_token: idToken } = await bodyOf(await redeem(code))
    expect(typeof idToken).toBe('string')
    expect(
      await bodyOf(await post(paths.health, { client_id: duoSite.id, client_assertion: String(idToken) })),
    ).toMatchObject({ message: 'invalid_client' })
    const query = new URLSearchParams({ client_id: duoSite.id, request: String(idToken) })
    const shown = await openBrowser().get(`${world.issuer}${paths.authorize}?${query.toString()}`)
    expect(shown.status).toBe(400)
  })

  it('is over after a minute', async () => {
    const code = await codeForAda()
    world.passTime(60_000)
    expect(await bodyOf(await redeem(code))).toMatchObject({ error: 'invalid_grant' })
  })
})
