import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openBrowser } from '../verifier/browser.ts'
import { Client } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty, type RelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { website as site } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'

const alice = person(1)
const bob = person(2)

describe('a sign-in', () => {
  let world: World
  let website: RelyingParty

  beforeAll(async () => {
    world = await openWorld()
    website = await createRelyingParty(world.issuer)
  })
  afterAll(() => world.close())

  async function enrolled(user: string): Promise<Client> {
    const client = await Client.create(world)
    const first = await visit(world.issuer, website, user)
    await client.enrol(first.offer, alice)
    expect(await client.authenticate(first.offer, alice.image())).toBe(true)
    return client
  }

  it('by another person ends at the website with an error and no code', async () => {
    const client = await enrolled('refused')
    const attempt = await visit(world.issuer, website, 'refused')
    expect(await client.authenticate(attempt.offer, bob.image())).toBe(false)
    await client.abandon(attempt.offer, 'not_recognised')
    expect(await attempt.status()).toBe('refused')
    const callback = await attempt.finish()
    expect(Object.fromEntries(callback.searchParams)).toMatchObject({
      error: 'access_denied',
      error_description: 'The face was not recognised.',
      iss: world.issuer,
    })
    await expect(attempt.signIn.complete(callback)).rejects.toMatchObject({ error: 'access_denied' })
  })

  it('asks for the face again in a browser that has just signed in', async () => {
    const client = await enrolled('again')
    const first = await visit(world.issuer, website, 'again')
    expect(await client.authenticate(first.offer, alice.image())).toBe(true)
    await first.finish()
    const second = await website.begin('again')
    const page = await first.browser.follow(second.url.href, world.issuer)
    expect(page).toBeInstanceOf(Response)
    expect((page as Response).url).toContain('/interaction/')
    expect(
      await first.browser.follow(await first.browser.post(`${(page as Response).url}/finish`), world.issuer),
    ).toMatchObject({
      status: 400,
    })
  })

  it('that the person cancels ends at the website with an error', async () => {
    const attempt = await visit(world.issuer, website, 'cancels')
    const callback = await attempt.browser.follow(await attempt.browser.post(`${attempt.page}/cancel`), world.issuer)
    expect((callback as URL).searchParams.get('error')).toBe('access_denied')
    const client = await Client.create(world)
    await expect(client.enrol(attempt.offer, alice)).rejects.toMatchObject({ code: 'interaction_over' })
  })

  it('that the camera ends tells the website why', async () => {
    const client = await Client.create(world)
    const attempt = await visit(world.issuer, website, 'no-camera')
    await client.abandon(attempt.offer, 'camera_refused')
    expect((await attempt.finish()).searchParams.get('error_description')).toBe('The camera was not allowed.')
  })

  it('that takes too long has expired, for the page, the extension and the website', async () => {
    const client = await enrolled('slow')
    const attempt = await visit(world.issuer, website, 'slow')
    world.passTime(601_000)
    expect(await attempt.status()).toBe('expired')
    await expect(client.challenge(attempt.offer)).rejects.toMatchObject({ code: 'interaction_expired', status: 410 })
    expect(await (await attempt.browser.get(attempt.page)).text()).toContain('<h1>This sign-in has expired</h1>')
    const callback = await attempt.finish()
    expect(callback.searchParams.get('error_description')).toBe('This sign-in has expired.')
  })

  it('with a ticket that nobody gave out is not known', async () => {
    const client = await enrolled('forger')
    const { offer } = await visit(world.issuer, website, 'forger')
    const forged = { ...offer, ticket: 'A'.repeat(43) }
    await expect(client.challenge(forged)).rejects.toMatchObject({ code: 'interaction_unknown', status: 404 })
  })

  it('does not take the device of another account, nor the same device by another key', async () => {
    const client = await enrolled('own')
    await enrolled('other')
    const own = await visit(world.issuer, website, 'own')
    const other = await visit(world.issuer, website, 'other')
    await expect(client.challenge(other.offer)).rejects.toMatchObject({ code: 'device_unknown', status: 404 })
    const thief = await Client.create(world)
    thief.device = client.device
    await expect(thief.challenge(own.offer)).rejects.toMatchObject({ code: 'device_unknown' })
  })
})

describe('an enrolment', () => {
  let world: World
  let website: RelyingParty

  beforeAll(async () => {
    world = await openWorld()
    website = await createRelyingParty(world.issuer)
  })
  afterAll(() => world.close())

  it('may be repeated while its device has not authenticated, and the earlier series is forgotten', async () => {
    const first = await Client.create(world)
    const second = await Client.create(world)
    const { offer } = await visit(world.issuer, website, 'repeats')
    await first.enrol(offer, bob)
    await second.enrol(offer, alice)
    await expect(first.challenge(offer)).rejects.toMatchObject({ code: 'device_unknown' })
    expect(await second.authenticate(offer, alice.image())).toBe(true)
  })

  it('that was left in the middle locks nobody out', async () => {
    const left = await Client.create(world)
    const attempt = await visit(world.issuer, website, 'left')
    await left.enrol(attempt.offer, bob)
    await left.abandon(attempt.offer, 'no_face')

    const client = await Client.create(world)
    const next = await visit(world.issuer, website, 'left')
    expect(next.offer.purpose).toBe('enrol')
    await client.enrol(next.offer, alice)
    expect(await client.authenticate(next.offer, alice.image())).toBe(true)
    await expect(left.challenge(next.offer)).rejects.toMatchObject({ code: 'interaction_over' })
  })

  it('of two that race for an account leaves one device, and the other sign-in gets no code', async () => {
    const clients = [await Client.create(world), await Client.create(world)] as const
    const visits = [await visit(world.issuer, website, 'race'), await visit(world.issuer, website, 'race')] as const
    await Promise.all([clients[0].enrol(visits[0].offer, alice), clients[1].enrol(visits[1].offer, bob)])
    const tokens = [
      await clients[0].tryProbe(visits[0].offer, clients[0].probeOf(alice.image())),
      await clients[1].tryProbe(visits[1].offer, clients[1].probeOf(bob.image())),
    ] as const
    const outcomes = await Promise.allSettled(
      tokens.map(({ challenge, token }, i) =>
        clients[i === 0 ? 0 : 1].sendToken(challenge, token ?? new Uint8Array(9)),
      ),
    )
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    const lost = outcomes.find((outcome) => outcome.status === 'rejected')
    expect(['already_enrolled', 'device_unknown']).toContain((lost?.reason as { code: string }).code)
    const states = [await visits[0].status(), await visits[1].status()]
    expect(states.filter((state) => state === 'authenticated')).toHaveLength(1)
  })

  it('is refused where a face is enrolled already', async () => {
    const client = await Client.create(world)
    const first = await visit(world.issuer, website, 'taken')
    await client.enrol(first.offer, alice)
    expect(await client.authenticate(first.offer, alice.image())).toBe(true)
    const thief = await Client.create(world)
    const { offer } = await visit(world.issuer, website, 'taken')
    await expect(thief.enrol(offer, bob)).rejects.toMatchObject({ code: 'already_enrolled', status: 409 })
  })

  it('below the operator’s strictness, or trained elsewhere than the operator wants, is refused', async () => {
    const client = await Client.create(world)
    const { offer } = await visit(world.issuer, website, 'strict')
    const { publicKey } = client
    const template = client.probeOf(alice.image())
    const lax = {
      training: 'device',
      ticket: offer.ticket,
      publicKey,
      template,
      acceptThreshold: 80,
      movementSet: 'turns',
    }
    await expect(client.sendEnrolment(lax)).rejects.toMatchObject({ code: 'threshold_too_low', status: 400 })
    await expect(client.enrolInTheClear(offer, alice.series())).rejects.toMatchObject({ code: 'training_mismatch' })
  })
})

describe('a website that may not enrol', () => {
  it('gets an error for an account without a face, and the page says why', async () => {
    await using closing = new AsyncDisposableStack()
    const clients = [{ id: site.id, secret: site.secret, name: site.name, redirectUris: [site.redirectUri] }]
    const world = closing.adopt(await openWorld({ clients, training: 'server' }), (opened) => opened.close())
    const website = await createRelyingParty(world.issuer)
    const signIn = await website.begin('nobody')
    const browser = openBrowser()
    const page = await browser.follow(signIn.url.href, world.issuer)
    expect(page).toBeInstanceOf(Response)
    const html = await (page as Response).text()
    expect(html).toContain('does not allow it to be enrolled here')
    expect(html).not.toContain('zauth-offer')
    const callback = await browser.follow(await browser.post(`${(page as Response).url}/finish`), world.issuer)
    expect((callback as URL).searchParams.get('error')).toBe('access_denied')
  })
})
