import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { VerifierConfigInput } from '../../server/config/config.ts'
import { accountIdOf } from '../../server/interactions/accountIdOf.ts'
import { encryptTemplate } from '../../shared/match/template.ts'
import type { Offer } from '../../shared/protocol/offer.ts'
import { offerIn } from '../verifier/arrive.ts'
import { Client } from '../verifier/client.ts'
import { alice } from '../verifier/openEnrolledWorld.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty, type RelyingParty } from '../verifier/relyingParty.ts'
import { visit, type Visit } from '../verifier/visit.ts'
import { website as site } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'

let world: World
let website: RelyingParty
const other = { ...site, id: 'other-site', secret: 'a secret of another website, long enough' }

type Site = NonNullable<VerifierConfigInput['clients']>[number]
const clientOf = ({ id, secret, name, redirectUri }: typeof site, more: Partial<Site> = {}): Site => ({
  id,
  secret,
  name,
  redirectUris: [redirectUri],
  enrolment: 'ticket',
  ...more,
})

beforeAll(async () => {
  const closed = { ...site, id: 'closed-site' }
  world = await openWorld({
    clients: [clientOf(site, { maxDevices: 2 }), clientOf(other), clientOf(closed, { enrolment: 'closed' })],
  })
  website = await createRelyingParty(world.issuer)
})
afterAll(() => world.close())

const begin = (user: string) => visit(world.issuer, website, user)

async function order(user: unknown, { id, secret } = site, headers: Record<string, string> = {}): Promise<Response> {
  return await fetch(`${world.issuer}/v1/tickets`, {
    method: 'POST',
    headers: {
      authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}`,
      'content-type': 'application/json',
      ...headers,
    },
    body: JSON.stringify({ user }),
  })
}

async function ticketFor(user: string, by = site): Promise<{ code: string; expiresAt: number }> {
  const response = await order(user, by)
  expect(response.status).toBe(201)
  return (await response.json()) as { code: string; expiresAt: number }
}

/** Types a ticket and enrols in the same sign-in. */
async function enrolWith(attempt: Visit, code: string, owner = alice): Promise<Client> {
  const offer = offerIn(await attempt.type(code))
  const client = await Client.create(world)
  await client.enrol(offer, owner)
  expect(await client.authenticate(offer, owner.image())).toBe(true)
  return client
}

describe('where a website demands a ticket', () => {
  it('nobody enrols without one: the page asks for it, and the API refuses', async () => {
    const attempt = await begin('without')
    expect(attempt.html).toContain('To set up yours, you need a code from')
    expect(attempt.html).not.toContain('id="zauth-offer"')
    const client = await Client.create(world)
    const offer = await withheldOffer(attempt, 'without')
    await expect(client.enrol(offer, alice)).rejects.toMatchObject({ code: 'enrolment_refused' })
  })

  it('its ticket lets the person enrol, and she is signed in', async () => {
    const attempt = await begin('first')
    await enrolWith(attempt, (await ticketFor('first')).code)
    expect(await attempt.signIn.complete(await attempt.finish())).toMatchObject({ sub: 'first', amr: ['face', 'mfa'] })
  })

  it('a ticket adds a device to an account that has one, up to as many as the website allows', async () => {
    const one = await enrolWith(await begin('several'), (await ticketFor('several')).code)
    const two = await enrolWith(await begin('several'), (await ticketFor('several')).code)
    for (const client of [one, two]) {
      expect(await client.authenticate((await begin('several')).offer, alice.image())).toBe(true)
    }
    const three = await enrolWith(await begin('several'), (await ticketFor('several')).code)
    for (const client of [two, three]) {
      expect(await client.authenticate((await begin('several')).offer, alice.image())).toBe(true)
    }
    await expect(one.challenge((await begin('several')).offer)).rejects.toMatchObject({ code: 'device_unknown' })
  })

  it('the person may take another series of images before her device has authenticated', async () => {
    const attempt = await begin('again')
    const offer = offerIn(await attempt.type((await ticketFor('again')).code))
    const client = await Client.create(world)
    await client.enrol(offer, person(3))
    await client.enrol(offer, alice)
    expect(await client.authenticate(offer, alice.image())).toBe(true)
  })
})

describe('a ticket is refused', () => {
  it('a second time, and two at the same moment let one in', async () => {
    const { code } = await ticketFor('twice')
    const attempts = [await begin('twice'), await begin('twice'), await begin('twice')] as const
    const pages = await Promise.all(attempts.map((attempt) => attempt.type(code)))
    expect(pages.filter((html) => html.includes('id="zauth-offer"'))).toHaveLength(1)
    expect(await (await begin('twice')).type(code)).toContain('it was used before')
  })

  it('for another account, another website, or when its time has run out', async () => {
    const { code } = await ticketFor('hers')
    expect(await (await begin('his')).type(code)).toContain('no code of this account')
    const foreign = await ticketFor('hers', other)
    expect(await (await begin('hers')).type(foreign.code)).toContain('no code of this account')
    const { code: late, expiresAt } = await ticketFor('late')
    world.passTime(expiresAt - world.now() + 1)
    expect(await (await begin('late')).type(late)).toContain('no code of this account')
  })

  it('in a sign-in that is cancelled while it is looked at, and the person is told', async () => {
    const { code } = await ticketFor('cancelled')
    const crowd = await Promise.all(Array.from({ length: 10 }, (_, i) => begin(`crowd ${i}`)))
    const attempt = await begin('cancelled')
    // Codes are looked at one after the other: hers comes after those of the crowd.
    const waiting = crowd.map((other) => other.type(code))
    const typed = attempt.browser.post(`${attempt.page}/recover`, undefined, { code })
    await Promise.race(waiting)
    await attempt.browser.post(`${attempt.page}/cancel`)
    const answer = await typed
    expect(answer.status).toBe(409)
    await Promise.all(waiting)
  })

  it('when a newer one was given', async () => {
    const { code: older } = await ticketFor('newer')
    const { code } = await ticketFor('newer')
    const attempt = await begin('newer')
    expect(await attempt.type(older)).toContain('no code of this account')
    expect(await attempt.type(code)).toContain('id="zauth-offer"')
  })

  it('in another sign-in than the one in which it was typed', async () => {
    const { code } = await ticketFor('moved')
    await (await begin('moved')).type(code)
    expect((await begin('moved')).html).not.toContain('id="zauth-offer"')
  })

  it('by a second device, whose series was under way when the first one came in', async () => {
    const attempt = await begin('raced')
    const offer = offerIn(await attempt.type((await ticketFor('raced')).code))
    const one = await Client.create(world)
    await one.enrol(offer, alice)
    const { challenge, token } = await one.tryProbe(offer, one.probeOf(alice.image()))
    if (token === null) throw new Error('Not recognised')

    const others = await Promise.all(Array.from({ length: 3 }, () => Client.create(world)))
    const requests = others.map((other) => ({ other, request: enrolmentOf(other, offer) }))
    const series: Promise<unknown>[] = []
    for (const { other, request } of requests) {
      series.push(other.sendEnrolment(request).catch((error: unknown) => error))
      // Each is admitted meanwhile, and waits for its template to be checked.
      await attempt.status()
    }
    await one.sendToken(challenge, token)
    await Promise.all(series)
    const latest = others.findLast(({ device }) => device !== '') ?? one
    await expect(latest.challenge(offer)).rejects.toMatchObject({ name: 'Refusal' })
    await world.withStore(async ({ accounts }) => {
      const account = await accounts.find(accountIdOf(site.id, 'raced'))
      expect(account?.devices).toEqual([one.device])
    })
  })
})

describe('tickets are given', () => {
  it('to the website’s own back end alone', async () => {
    expect((await order('alice', { ...site, secret: other.secret })).status).toBe(401)
    expect((await order('alice', { ...site, id: 'nobody' })).status).toBe(401)
    expect((await order('alice', site, { origin: 'https://evil.example' })).status).toBe(401)
    expect((await order('alice', site, { authorization: '' })).status).toBe(401)
  })

  it('for a user that can be named', async () => {
    for (const user of ['', 'a'.repeat(257), 'a\u202eb', 5, null]) {
      expect((await order(user)).status).toBe(400)
    }
  })

  it('not where enrolment is closed', async () => {
    const response = await order('alice', { ...site, id: 'closed-site' })
    expect(response.status).toBe(403)
    expect(await response.json()).toMatchObject({ error: 'enrolment_refused' })
  })
})

/** All of an enrolment that takes time, made in advance. */
function enrolmentOf({ context, secretKey, publicKey }: Client, { ticket }: Offer): object {
  const { weights, acceptThreshold } = alice.training()
  const template = encryptTemplate(context, secretKey, weights)
  return { training: 'device', ticket, publicKey, template, acceptThreshold, movementSet: 'turns' }
}

/** What a page that asks for a ticket keeps from the extension: taken with a ticket, whose effect is then undone. */
async function withheldOffer(attempt: Visit, user: string): Promise<Offer> {
  const offer = offerIn(await attempt.type((await ticketFor(user)).code))
  await world.withStore(async ({ interactions }) => {
    const [uid = ''] = attempt.page.split('/').slice(-1)
    await interactions.update(uid, {}, { hasTicket: false })
  })
  return offer
}
