import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../verifier/browser.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { ask, open, order, redeem, returnTo, verifySite } from './verifySite.ts'
import { openWorld, type World } from '../verifier/world.ts'

const alice = person(1)
const bob = person(2)
const rival = {
  id: 'rival',
  secret: 'a secret of the rival, which is long enough, too',
  name: 'Rival',
  redirectUris: ['http://localhost:4002/confirmed'],
  roads: ['verify' as const],
  enrolment: 'open' as const,
}
const elsewhere = { ...rival, id: 'elsewhere', name: 'Elsewhere', roads: ['oidc' as const] }

describe('on the verify road', () => {
  let world: World
  let issuer: string
  let client: Client

  beforeAll(async () => {
    world = await openWorld({ clients: [verifySite, rival, elsewhere] })
    issuer = world.issuer
    client = await Client.create(world)
    const first = await open(issuer, (await order(issuer, 'alice')).url)
    await client.enrol(first.offer, alice)
    if (!(await client.authenticate(first.offer, alice.image()))) throw new Error('Alice could not enrol')
  })
  afterAll(() => world.close())

  /** Alice's challenge, up to the result that her browser brings back. */
  async function confirmed(more: object = {}): Promise<{ secret: string; result: string; id: string }> {
    const { url, secret, id } = await order(issuer, 'alice', more)
    const opened = await open(issuer, url)
    expect(await client.authenticate(opened.offer, alice.image())).toBe(true)
    const back = await opened.finish()
    expect(back.href.startsWith(`${returnTo}?zauth_result=`)).toBe(true)
    return { secret, id, result: back.searchParams.get('zauth_result') ?? '' }
  }

  describe('a website', () => {
    it('learns who was recognised, when, how, and what she confirmed', async () => {
      const began = Date.now()
      const action = 'sha-256:rJ3kQv0mJm1Y'
      const { secret, result, id } = await confirmed({ reason: 'Pay 20 € to The Lighthouse', action })
      const { status, body } = await redeem(issuer, { result, secret, user: 'alice' })
      expect(status).toBe(200)
      expect(body).toEqual({
        user: 'alice',
        authenticatedAt: expect.any(Number) as number,
        amr: ['face', 'mfa'],
        acr: 'urn:zauth:acr:face',
        challenge: id,
        reason: 'Pay 20 € to The Lighthouse',
        action,
      })
      expect(body.authenticatedAt).toBeGreaterThanOrEqual(began)
    })

    it('keeps the parameters of its registered address, and gets the result beside them', async () => {
      const { url, secret } = await order(issuer, 'alice', { returnTo: 'http://localhost:4001/other?page=1' })
      const opened = await open(issuer, url)
      await client.authenticate(opened.offer, alice.image())
      const back = await opened.finish()
      expect(back.searchParams.get('page')).toBe('1')
      const result = back.searchParams.get('zauth_result')
      expect(await redeem(issuer, { result, secret, user: 'alice' })).toMatchObject({ status: 200 })
    })

    it('hears that a recovery code was used, and no face', async () => {
      const { url } = await order(issuer, 'codes')
      const first = await open(issuer, url)
      const device = await Client.create(world)
      await device.enrol(first.offer, alice)
      const [code = 'none'] = (await device.signIn(first.offer, alice.image()))?.recoveryCodes ?? []
      const next = await order(issuer, 'codes')
      const opened = await open(issuer, next.url)
      expect(await opened.type(code)).toContain('was accepted</h1>')
      const result = (await opened.finish()).searchParams.get('zauth_result')
      const { status, body } = await redeem(issuer, { result, secret: next.secret, user: 'codes' })
      expect(status).toBe(200)
      expect(body).toMatchObject({ user: 'codes', amr: ['otp', 'mfa'], acr: 'urn:zauth:acr:recovery' })
    })

    it('gets a code and a sentence, and no result, when somebody else was before the camera', async () => {
      const { url } = await order(issuer, 'alice')
      const opened = await open(issuer, url)
      expect(await client.authenticate(opened.offer, bob.image())).toBe(false)
      await client.abandon(opened.offer, 'not_recognised')
      const back = await opened.finish()
      expect(Object.fromEntries(back.searchParams)).toEqual({
        zauth_error: 'not_recognised',
        zauth_error_description: 'The face was not recognised.',
      })
      world.passTime(3_600_000)
    })

    it('gets an error when the person cancels', async () => {
      const opened = await open(issuer, (await order(issuer, 'alice')).url)
      const back = await opened.browser.follow(await opened.browser.post(`${opened.page}/cancel`), issuer)
      expect((back as URL).searchParams.get('zauth_error')).toBe('cancelled')
    })

    it.each([
      ['no credentials', { authorization: '' }],
      ['another secret', { authorization: `Basic ${btoa(`${verifySite.id}:${rival.secret}`)}` }],
      ['an unknown id', { authorization: `Basic ${btoa('nobody:')}` }],
      ['credentials of another scheme', { authorization: `Bearer ${verifySite.secret}` }],
      ['the right secret, from a page of the web', { origin: 'http://localhost:4001' }],
    ])('with %s is told to prove who it is', async (_what, headers) => {
      for (const path of ['v1/challenges', 'v1/verify']) {
        const response = await ask(`${issuer}/${path}`, { user: 'alice', returnTo }, verifySite, headers)
        expect(response.status).toBe(401)
        expect(response.headers.get('www-authenticate')).toContain('Basic')
        expect(await response.json()).toMatchObject({ error: 'client_unauthenticated' })
        expect(response.headers.get('access-control-allow-origin')).toBeNull()
      }
    })

    it('that is registered for another road is told so', async () => {
      const response = await ask(`${issuer}/v1/challenges`, { user: 'alice', returnTo }, elsewhere)
      expect(response.status).toBe(403)
      expect(await response.json()).toMatchObject({ error: 'road_closed' })
    })

    it.each([
      ['an address of nobody', 'https://evil.example/'],
      ['an address of another website', 'http://localhost:4002/confirmed'],
      ['an address below its own', `${returnTo}/more`],
      ['its own address with more parameters', `${returnTo}?next=https://evil.example`],
      ['its own origin under another user', 'http://localhost:4001@evil.example/confirmed'],
      ['a script', 'javascript:alert(1)'],
    ])('cannot have the browser sent to %s', async (_what, address) => {
      const response = await ask(`${issuer}/v1/challenges`, { user: 'alice', returnTo: address })
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ error: 'return_unregistered' })
    })

    it.each([
      ['a field that nobody knows', { scope: 'all' }],
      ['a user that cannot be seen', { user: 'al\u202eice' }],
      ['no user', { user: '' }],
      ['a reason that hides something', { reason: 'Pay\u2028 1 €' }],
      ['a reason without end', { reason: 'x'.repeat(141) }],
      ['an action that is no text', { action: 7 }],
    ])('with %s is refused', async (_what, more) => {
      const response = await ask(`${issuer}/v1/challenges`, { user: 'alice', returnTo, ...more })
      expect(response.status).toBe(400)
      expect(await response.json()).toMatchObject({ error: 'malformed_request' })
    })

    it('orders no endless number of challenges for one user, and the others do not notice', async () => {
      const orderMany = (length: number) =>
        Promise.all(Array.from({ length }, () => ask(`${issuer}/v1/challenges`, { user: 'crowd', returnTo })))
      expect(new Set((await orderMany(20)).map(({ status }) => status))).toEqual(new Set([201]))
      const more = await orderMany(5)
      expect(new Set(more.map(({ status }) => status))).toEqual(new Set([429]))
      expect(more[0]?.headers.get('retry-after')).toBe('60')
      await order(issuer, 'alice')
    })
  })

  describe('that may order a few challenges only', () => {
    let narrow: World
    beforeAll(async () => {
      narrow = await openWorld({ clients: [verifySite, rival], limits: { challengesPerWebsite: 22 } })
    })
    afterAll(() => narrow.close())

    async function statusesOf(user: string, length: number, by?: typeof rival): Promise<number[]> {
      const asked = { user, returnTo: by?.redirectUris[0] ?? returnTo }
      const all = Array.from({ length }, () => ask(`${narrow.issuer}/v1/challenges`, asked, by))
      return (await Promise.all(all)).map(({ status }) => status).toSorted()
    }

    it('loses none of them to orders that were refused for the crowd of one user', async () => {
      expect(await statusesOf('crowd', 20)).toEqual(Array<number>(20).fill(201))
      expect(await statusesOf('crowd', 10)).toEqual(Array<number>(10).fill(429))
      expect(await statusesOf('alice', 1)).toEqual([201])
      expect(await statusesOf('bob', 3)).toEqual([201, 429, 429])
      // Another website has its own.
      expect(await statusesOf('bob', 2, rival)).toEqual([201, 201])
    })

    it('is heard again when they have expired', async () => {
      narrow.passTime(601_000)
      expect(await statusesOf('alice', 2)).toEqual([201, 201])
    })
  })

  describe('a result', () => {
    it('is redeemed once, also when many ask for it at the same time', async () => {
      const { secret, result } = await confirmed()
      const all = await Promise.all(Array.from({ length: 8 }, () => redeem(issuer, { result, secret, user: 'alice' })))
      expect(all.map(({ status }) => status).toSorted()).toEqual([200, ...Array<number>(7).fill(409)])
      expect(all.find(({ status }) => status === 409)?.body.error).toBe('result_used')
    })

    it('is issued once, also when the way back is taken many times', async () => {
      const { url } = await order(issuer, 'alice')
      const opened = await open(issuer, url)
      await client.authenticate(opened.offer, alice.image())
      const all = await Promise.all(Array.from({ length: 5 }, () => opened.browser.post(`${opened.page}/finish`)))
      expect(all.map(({ status }) => status).toSorted()).toEqual([303, 409, 409, 409, 409])
    })

    it('is worth nothing to a session that did not order it, nor to a session about somebody else, and stays good', async () => {
      const mine = await confirmed()
      const other = await order(issuer, 'bob')
      for (const redemption of [
        { result: mine.result, secret: other.secret, user: 'alice' },
        { result: mine.result, secret: other.secret, user: 'bob' },
        { result: mine.result, secret: mine.secret, user: 'bob' },
        { result: mine.secret, secret: mine.secret, user: 'alice' },
        { result: mine.result, secret: mine.result, user: 'alice' },
        { result: mine.result, secret: mine.id, user: 'alice' },
      ]) {
        expect(await redeem(issuer, redemption)).toMatchObject({ status: 403, body: { error: 'result_unknown' } })
      }
      expect(await redeem(issuer, { ...mine, id: undefined, user: 'alice' })).toMatchObject({ status: 200 })
    })

    it('is worth nothing to another website', async () => {
      const { secret, result } = await confirmed()
      const stolen = await redeem(issuer, { result, secret, user: 'alice' }, rival)
      expect(stolen).toMatchObject({ status: 403, body: { error: 'result_unknown' } })
    })

    it('is worth nothing after a minute', async () => {
      const { secret, result } = await confirmed()
      world.passTime(61_000)
      expect(await redeem(issuer, { result, secret, user: 'alice' })).toMatchObject({
        status: 410,
        body: { error: 'result_expired' },
      })
    })

    it('cannot be had before the face was shown', async () => {
      const { url, secret } = await order(issuer, 'alice')
      const opened = await open(issuer, url)
      const early = await opened.browser.post(`${opened.page}/finish`)
      expect(early.status).toBe(400)
      const guess = await redeem(issuer, { result: 'A'.repeat(43), secret, user: 'alice' })
      expect(guess).toMatchObject({ status: 403, body: { error: 'result_unknown' } })
    })

    it('survives a restart of the verifier', async () => {
      const { secret, result } = await confirmed()
      await world.restart()
      expect(await redeem(issuer, { result, secret, user: 'alice' })).toMatchObject({ status: 200 })
    })
  })

  describe('a thief of the password, who has begun a sign-in in a browser of his own,', () => {
    it('gets nothing from the face of the person to whom he sends the challenge', async () => {
      const thiefs = await order(issuer, 'alice')
      const victim = await open(issuer, thiefs.url)
      await client.authenticate(victim.offer, alice.image())
      const back = await victim.finish()
      // The result is in her browser and not in his; and her session at the website has not his secret.
      const result = back.searchParams.get('zauth_result')
      const herOwn = await order(issuer, 'alice')
      const brought = await redeem(issuer, { result, secret: herOwn.secret, user: 'alice' })
      expect(brought).toMatchObject({ status: 403, body: { error: 'result_unknown' } })
      const his = openBrowser()
      expect((await his.get(thiefs.url)).status).toBe(409)
      expect((await his.get(victim.page)).status).toBe(404)
      expect((await his.post(`${victim.page}/finish`)).status).toBe(404)
    })

    it('cannot open it first and let her go on', async () => {
      const { url } = await order(issuer, 'alice')
      const his = await open(issuer, url)
      const hers = openBrowser()
      expect((await hers.get(url)).status).toBe(409)
      expect((await hers.get(his.page)).status).toBe(404)
    })
  })

  describe('a challenge', () => {
    it('begins one sign-in, however often and however fast its browser opens it', async () => {
      const { url } = await order(issuer, 'alice')
      const first = await open(issuer, url)
      const again = await Promise.all(Array.from({ length: 4 }, () => open(issuer, url, first.browser)))
      expect(new Set([first, ...again].map(({ page }) => page)).size).toBe(1)
    })

    it('is begun by one of two browsers that open it at the same time', async () => {
      const { url } = await order(issuer, 'alice')
      const answers = await Promise.all(Array.from({ length: 3 }, () => openBrowser().get(url)))
      expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409, 409])
    })

    it('that nobody opened in time, or that nobody ordered, is not opened', async () => {
      const { url } = await order(issuer, 'alice')
      world.passTime(601_000)
      expect((await openBrowser().get(url)).status).toBe(410)
      expect((await openBrowser().get(`${issuer}/verify/${'A'.repeat(43)}`)).status).toBe(404)
    })

    it('is not begun by a window that has not asked its page yet', async () => {
      const { url } = await order(issuer, 'alice')
      const landing = await openBrowser().get(`${url}?window=open`)
      const html = await landing.text()
      expect(html).toContain('data-origin="http://localhost:4001"')
      expect(html).not.toContain('zauth-offer')
      expect(landing.headers.getSetCookie()).toEqual([])
      await open(issuer, url)
    })

    it('hands its end over in a window: to the registered origin, with nothing for scripts of others', async () => {
      const { url, secret } = await order(issuer, 'alice')
      const opened = await open(issuer, `${url}?window=go`)
      await client.authenticate(opened.offer, alice.image())
      const response = await opened.browser.post(`${opened.page}/finish`)
      expect(response.status).toBe(200)
      const policy = response.headers.get('content-security-policy') ?? ''
      for (const part of ["default-src 'none'", "script-src 'self'", "frame-ancestors 'none'"])
        expect(policy).toContain(part)
      expect(response.headers.get('x-frame-options')).toBe('DENY')
      const html = await response.text()
      const ending = JSON.parse(/id="handover">(.*?)<\/script>/s.exec(html)?.[1] ?? 'null') as Record<string, string>
      expect(ending).toMatchObject({ type: 'zauth-result', returnTo })
      expect(html).toContain(`href="${returnTo}?zauth_result=${ending['result'] ?? ''}"`)
      expect(await redeem(issuer, { result: ending['result'], secret, user: 'alice' })).toMatchObject({ status: 200 })
    })

    it('cannot be ended by a form of another website', async () => {
      const opened = await open(issuer, (await order(issuer, 'alice')).url)
      for (const path of ['cancel', 'finish']) {
        const response = await opened.browser.post(`${opened.page}/${path}`, 'http://localhost:4001')
        expect(response.status).toBe(404)
      }
    })

    it('shows who asks, from where, for whom and what for', async () => {
      const { html, offer } = await open(issuer, (await order(issuer, 'alice', { reason: 'Pay <1> € & more' })).url)
      for (const shown of ['Harbour Books', 'http://localhost:4001', 'alice', 'Pay &lt;1> € &amp; more']) {
        expect(html).toContain(shown)
      }
      expect(offer).toMatchObject({ account: 'alice', reason: 'Pay <1> € & more' })
    })
  })
})
