import { randomUUID } from 'node:crypto'
import { tmpdir } from 'node:os'
import { SignJWT } from 'jose'
import * as openid from 'openid-client'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkConfig } from '../../server/config/config.ts'
import { publishedBefore } from '../../server/keys/publishedKeys.ts'
import { rotateAnswerKey } from '../../server/keys/rotateAnswerKey.ts'
import { openDocuments } from '../../server/documents/openDocuments.ts'
import { fromCbor } from '../../shared/protocol/cbor.ts'
import { endpoints } from '../../shared/protocol/endpoints.ts'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { AnswerResponse } from '../../shared/protocol/challengeMessages.ts'
import { read } from '../../shared/protocol/read.ts'
import { Metadata } from '../../shared/protocol/metadata.ts'
import { arrive, offerIn } from '../verifier/arrive.ts'
import { openBrowser } from '../verifier/browser.ts'
import { Client, jsonBody, octets, Refusal, type Body } from '../verifier/client.ts'
import { ask, manage } from '../server/manage.ts'
import { person } from '../verifier/people.ts'
import { enrolPinning } from '../server/pinningDevice.ts'
import { createRelyingParty, type RelyingParty } from '../verifier/relyingParty.ts'
import { visit, type Visit } from '../verifier/visit.ts'
import { website as site } from '../verifier/website.ts'
import { openNodes, type Node, type Nodes } from './openNodes.ts'
import { sendAs } from './sendAs.ts'
import { signedRequest } from './signedRequest.ts'

const [alice, mallory] = [person(1), person(2)]
const tenant = '11111111-2222-3333-4444-555555555555'
const strict = { ...site, id: 'strict-site' }
const asserting = { ...site, id: 'asserting-site' }
const settings = {
  limits: { triesPerInteraction: 5 },
  clients: [
    { id: site.id, secret: site.secret, name: site.name, redirectUris: [site.redirectUri], enrolment: 'open' },
    { id: strict.id, secret: site.secret, name: 'Strict', redirectUris: [site.redirectUri], enrolment: 'ticket' },
    {
      id: asserting.id,
      secret: site.secret,
      name: 'Asserting',
      redirectUris: [site.redirectUri],
      oidc: { authentication: 'client_secret_jwt' },
    },
    {
      id: 'entra-site',
      name: 'Entra',
      redirectUris: ['https://login.microsoftonline.com/common/federation/externalauthprovider'],
      roads: ['entra'],
      entra: { tenant, audience: tenant },
    },
  ],
}
/** With time for a computer that does other things as well: docs/scale.md says how soon it is. */
const noticed = { timeout: 20_000, interval: 50 }

describe('three nodes over one database', { timeout: 180_000 }, () => {
  let world: Nodes
  let website: RelyingParty

  beforeAll(async () => {
    world = await openNodes(settings)
    website = await createRelyingParty(world.issuer)
  }, 240_000)
  afterAll(() => world.close())

  const begin = (user: string, at = website): Promise<Visit> => visit(world.issuer, at, user)

  /** Somebody's first device, and her recovery codes. */
  async function enrolled(user: string): Promise<{ client: Client; codes: readonly string[] }> {
    const client = await Client.create(world)
    const { offer } = await begin(user)
    await client.enrol(offer, alice)
    const response = await client.signIn(offer, alice.image())
    return { client, codes: response?.recoveryCodes ?? expect.unreachable() }
  }

  /** What one node says to a request that is meant for the verifier. */
  async function sendTo(node: Node, client: Client, url: string, body: Body, dpop?: string): Promise<Response> {
    const headers = { 'content-type': body.type, dpop: dpop ?? (await client.prove('POST', url)) }
    return await fetch(url.replace(world.issuer, node.url), { method: 'POST', headers, body: body.bytes })
  }
  /** An address of the verifier's, at one node. */
  const at = (i: number, url: string): string => url.replace(world.issuer, world.nodes[i % 3]?.url ?? '')
  const challengeBody = ({ offer }: Visit, { device }: Client): Body =>
    jsonBody({ ticket: offer.ticket, device, nonce: 'A'.repeat(43) })

  const jsonAt = async (node: Node, path: string): Promise<unknown> => await (await fetch(`${node.url}${path}`)).json()
  const kidsAt = async (node: Node): Promise<string[]> =>
    ((await jsonAt(node, '/jwks')) as { keys: { kid: string }[] }).keys.map(({ kid }) => kid)

  it('that started at the same moment have one set of keys', async () => {
    for (const path of ['/.well-known/zauth', '/jwks', '/entra/keys']) {
      const [one, ...others] = await Promise.all(world.nodes.map((node) => jsonAt(node, path)))
      for (const other of others) expect(other).toEqual(one)
    }
  })

  it('are one verifier: each request of an enrolment and of a sign-in may go to another node', async () => {
    const before = new Map(world.balancer.handed)
    const client = await Client.create(world)
    const first = await begin('ada')
    await client.enrol(first.offer, alice)
    expect(await client.authenticate(first.offer, alice.image())).toBe(true)
    expect(await first.signIn.complete(await first.finish())).toMatchObject({ sub: 'ada', amr: ['face', 'mfa'] })
    for (const [node, handed] of world.balancer.handed) expect(handed).toBeGreaterThan((before.get(node) ?? 0) + 2)

    // Ordered at one, answered by another, which has prepared nothing for it, and ended at the third.
    const [a, b, c] = world.nodes
    const second = await begin('ada')
    const ordered = await sendTo(a, client, endpoints.challenges(world.issuer), challengeBody(second, client))
    const { challenge } = (await ordered.json()) as { challenge: string }
    const probe = client.probeOf(alice.image())
    const answered = await sendTo(b, client, endpoints.probe(world.issuer, challenge), octets(probe))
    const response = read(AnswerResponse, fromCbor(new Uint8Array(await answered.arrayBuffer())))
    const token = await client.open(second.offer, challenge, probe, response)
    const body = jsonBody({ token: toBase64url(token ?? expect.unreachable()) })
    const ended = await sendTo(c, client, endpoints.token(world.issuer, challenge), body)
    expect(await ended.json()).toMatchObject({ authenticated: true })
  })

  it('let no more tries of an account through at the same time than one would', async () => {
    const { client } = await enrolled('tried')
    const visits = await Promise.all([begin('tried'), begin('tried'), begin('tried')])
    const probe = client.probeOf(mallory.image())
    const challenges: string[] = []
    for (const { offer } of visits)
      for (let i = 0; i < 4; i++) challenges.push((await client.challenge(offer)).challenge)
    const codeOf = (error: unknown): string => (error instanceof Refusal ? error.code : String(error))
    const codes = await Promise.all(
      challenges.map((challenge) => client.probe(challenge, probe).then(() => 'answered', codeOf)),
    )
    const answered = codes.filter((code) => code === 'answered').length
    expect(answered).toBeLessThanOrEqual(5)
    // A slow computer has no time for all of them at once: whom it sends away, it gives the try back.
    if (!codes.includes('busy')) expect(answered).toBe(5)
    expect(codes.filter((code) => !['answered', 'busy', 'too_many_tries'].includes(code))).toEqual([])
    if (answered === 5)
      await expect(client.challenge((await begin('tried')).offer)).rejects.toMatchObject({ code: 'too_many_tries' })
  })

  it('take a token, a probe and a proof once, whichever of them hears it', async () => {
    const { client } = await enrolled('once')
    const attempt = await begin('once')
    const { challenge } = await client.challenge(attempt.offer)
    const probe = client.probeOf(alice.image())
    const answers = await Promise.allSettled(world.nodes.map(() => client.probe(challenge, probe)))
    const [response, ...more] = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    expect(more).toEqual([])
    const token = await client.open(attempt.offer, challenge, probe, response ?? expect.unreachable())
    const sent = await Promise.allSettled(
      world.nodes.map(() => client.sendToken(challenge, token ?? expect.unreachable())),
    )
    expect(sent.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected'])

    const url = endpoints.challenges(world.issuer)
    const another = challengeBody(await begin('once'), client)
    const [a, b] = world.nodes
    const proof = await client.prove('POST', url)
    expect((await sendTo(a, client, url, another, proof)).status).toBe(201)
    expect((await sendTo(b, client, url, another, proof)).status).toBe(401)
    const atOnce = await client.prove('POST', url)
    const statuses = await Promise.all(
      world.nodes.map(async (node) => (await sendTo(node, client, url, another, atOnce)).status),
    )
    expect(statuses.sort()).toEqual([201, 401, 401])
  })

  it('take an authorization code, and what a website proves itself with, once', async () => {
    const { client } = await enrolled('coded')
    const attempt = await begin('coded')
    expect(await client.authenticate(attempt.offer, alice.image())).toBe(true)
    const callback = await attempt.finish()
    const exchanged = await Promise.allSettled(world.nodes.map(() => attempt.signIn.exchange(callback)))
    expect(exchanged.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
    const ends = await Promise.all(world.nodes.map(() => attempt.browser.post(`${attempt.page}/finish`)))
    expect(ends.filter(({ status, headers }) => status < 400 && headers.has('location'))).toEqual([])

    const assertion = await new SignJWT({ iss: asserting.id, sub: asserting.id, aud: world.issuer })
      .setProtectedHeader({ alg: 'HS256' })
      .setJti(randomUUID())
      .setIssuedAt()
      .setExpirationTime('1 minute')
      .sign(new TextEncoder().encode(site.secret))
    const pushed = await Promise.all(
      world.nodes.map(async ({ url }) => {
        const body = new URLSearchParams({
          client_id: asserting.id,
          redirect_uri: site.redirectUri,
          response_type: 'code',
          scope: 'openid',
          login_hint: 'ada',
          code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
          code_challenge_method: 'S256',
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: assertion,
        })
        return (await fetch(`${url}/request`, { method: 'POST', body })).status
      }),
    )
    expect(pushed.filter((status) => status === 201)).toHaveLength(1)
  })

  it('take the way back of a sign-in once, and give one code for it, however often it is asked for at the same time', async () => {
    const { client } = await enrolled('hasty')
    for (let round = 0; round < 3; round++) {
      const { url, checks } = await signedRequest(world.issuer, 'hasty')
      const attempt = await arrive(openBrowser(), url.href, world.issuer)
      expect(await client.authenticate(attempt.offer, alice.image())).toBe(true)
      const finish = `${attempt.page}/finish`
      const { headers } = await attempt.browser.post(finish)
      const resume = headers.get('location') ?? expect.unreachable()
      // Some of them end the sign-in once more while others take its way back.
      const sent = await Promise.all(
        [0, 1, 2].flatMap((i) => [
          sendAs(attempt.browser, 'GET', at(i, resume), world.issuer),
          sendAs(attempt.browser, 'POST', at(i + 1, finish), world.issuer),
          sendAs(attempt.browser, 'GET', at(i + 2, resume), world.issuer),
        ]),
      )
      const later = await Promise.all([0, 1, 2].map((i) => sendAs(attempt.browser, 'GET', at(i, resume), world.issuer)))
      const codes = [...sent, ...later].flatMap(({ location }) => (/[?&]code=/.test(location) ? [location] : []))
      expect(codes).toHaveLength(1)
      expect([...sent, ...later].map(({ status }) => status).filter((status) => status >= 500)).toEqual([])
      const tokens = await openid.authorizationCodeGrant(website.configuration, new URL(codes[0] ?? ''), checks)
      expect(tokens.claims()).toMatchObject({ sub: 'hasty' })
    }
  })

  it('take a recovery code and an enrolment ticket once', async () => {
    const { codes } = await enrolled('lost')
    const attempts = await Promise.all(world.nodes.map(() => begin('lost')))
    await Promise.all(attempts.map((attempt) => attempt.type(codes[0] ?? '')))
    const states = await Promise.all(attempts.map((attempt) => attempt.status()))
    expect(states.sort()).toEqual(['recovered', 'waiting', 'waiting'])

    const ordered = await fetch(`${world.issuer}/v1/tickets`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${strict.id}:${strict.secret}`)}`, 'content-type': 'application/json' },
      body: JSON.stringify({ user: 'new' }),
    })
    const { code } = (await ordered.json()) as { code: string }
    const strictWebsite = await createRelyingParty(world.issuer, strict)
    const arrivals = await Promise.all(world.nodes.map(() => begin('new', strictWebsite)))
    const typed = await Promise.all(arrivals.map((arrival) => arrival.type(code)))
    expect(typed.filter((html) => html.includes('id="zauth-offer"'))).toHaveLength(1)
  })

  it('refuse a device at once that was revoked at one of them, and a probe to what it had ordered', async () => {
    const { client } = await enrolled('owner')
    const checked = async (): Promise<string> => {
      const offer = await manage(client).check()
      expect(await client.authenticate(offer, alice.image())).toBe(true)
      return offer.ticket
    }
    const { code } = await manage(client).add(await checked())
    const offer = offerIn(await (await begin('owner')).type(code))
    const lost = await Client.create(world)
    await lost.enrol(offer, alice)
    expect(await lost.authenticate(offer, alice.image())).toBe(true)

    const waiting = await begin('owner')
    const [a, b, c] = world.nodes
    const url = endpoints.challenges(world.issuer)
    const ordered = await sendTo(a, lost, url, challengeBody(waiting, lost))
    const { challenge } = (await ordered.json()) as { challenge: string }
    const ticket = await checked()
    await ask(client, 'DELETE', endpoints.device(world.issuer, lost.device), { ticket })

    for (const node of [a, b, c]) {
      const refused = await sendTo(node, lost, url, challengeBody(waiting, lost))
      expect(await refused.json()).toMatchObject({ error: 'device_unknown' })
      const probed = await sendTo(
        node,
        lost,
        endpoints.probe(world.issuer, challenge),
        octets(lost.probeOf(alice.image())),
      )
      expect(await probed.json()).toMatchObject({ error: 'device_unknown' })
    }
  })

  it('go on when one of them is killed in the middle of sign-ins, and nothing is lost that was confirmed', async () => {
    const people = await Promise.all(['p1', 'p2', 'p3'].map(enrolled))
    const [, victim] = world.nodes
    let isOver = false
    const confirmed: string[] = []
    const alone = await Promise.all([Client.create(world), Client.create(world)])

    /** Signs in again and again; what fails while a node dies is begun anew, as a person would. */
    const keepSigningIn = async (user: string, client: Client): Promise<void> => {
      while (!isOver) {
        const done = await begin(user)
          .then(({ offer }) => client.authenticate(offer, alice.image()))
          .catch(() => false)
        if (done) confirmed.push(user)
      }
    }
    const signingIn = people.map(({ client }, i) => keepSigningIn(`p${i + 1}`, client))
    const atLeast = (count: number) =>
      expect.poll(() => confirmed.length, { timeout: 60_000, interval: 5 }).toBeGreaterThan(count)
    await atLeast(3)
    const arrivals = await Promise.all([begin('new-1'), begin('new-2')])
    const enrolments = alone.map((client, i) => client.enrol(arrivals[i]?.offer ?? expect.unreachable(), alice))
    const [survived] = await Promise.all([Promise.allSettled(enrolments), victim.kill()])
    await atLeast(confirmed.length + 6)
    isOver = true
    await Promise.all(signingIn)

    for (const [i, { status }] of survived.entries()) {
      const [client, arrival] = [alone[i] ?? expect.unreachable(), arrivals[i] ?? expect.unreachable()]
      // What was not confirmed is begun anew, in the same sign-in.
      if (status === 'rejected') await client.enrol(arrival.offer, alice)
      expect(await client.authenticate(arrival.offer, alice.image())).toBe(true)
      expect(await arrival.signIn.complete(await arrival.finish())).toMatchObject({ sub: `new-${i + 1}` })
    }
    await world.revive(1)
    for (const [i, { client }] of people.entries()) {
      const { offer } = await begin(`p${i + 1}`)
      expect(await client.authenticate(offer, alice.image())).toBe(true)
    }
  })

  it('go over to another key of answers together, and so do devices, whichever nodes they meet', async () => {
    const device = await enrolPinning(world, website, alice)
    const metadataAt = async (node: Node) => read(Metadata, await jsonAt(node, '/.well-known/zauth'))
    const before = await metadataAt(world.nodes[0])
    await rotateAnswers()
    for (const node of world.nodes)
      await expect
        .poll(() => metadataAt(node), noticed)
        .toMatchObject({ jwks: expect.not.objectContaining(before.jwks) as object, succession: [expect.any(String)] })
    expect((await world.zauth('keys', 'prune')).out).toMatch(/^1 private keys were deleted/)
    await device.signIn()
    expect(device.pinned()).toEqual((await metadataAt(world.nodes[1])).jwks.keys.map(({ kid }) => kid))
    await device.signIn()
  })

  /** Makes a new key of answers, as if it were done a day ago, but for some seconds. */
  async function rotateAnswers(): Promise<void> {
    const { issuer, database } = world
    const documents = await openDocuments(checkConfig({ issuer, database, data: tmpdir() }))
    await rotateAnswerKey(documents, { issuer, now: Date.now() - publishedBefore + 3_000, isStolen: false })
    await documents.close()
  }

  it('all notice keys that a command changes, and a website that one removes', async () => {
    const [old] = await kidsAt(world.nodes[0])
    expect(await world.zauth('keys', 'rotate')).toMatchObject({ code: 0, err: '' })
    for (const node of world.nodes) {
      await expect.poll(() => kidsAt(node), noticed).toHaveLength(2)
      expect((await kidsAt(node))[0]).toBe(old)
    }
    expect(await world.zauth('keys', 'rotate', '--stolen')).toMatchObject({ code: 0, err: '' })
    for (const node of world.nodes) {
      await expect.poll(() => kidsAt(node), noticed).toHaveLength(1)
      expect(await kidsAt(node)).not.toContain(old)
    }
    expect(await kidsAt(world.nodes[2])).toEqual(await kidsAt(world.nodes[0]))

    const words = ['--id', 'passing', '--name', 'Passing', '--redirect', 'https://passing.example/back']
    const { out } = await world.zauth('clients', 'add', ...words)
    const secret = /client_secret +(\S+)/.exec(out)?.[1] ?? ''
    const statusAt = async ({ url }: Node): Promise<number> => {
      const response = await fetch(`${url}/v1/tickets`, {
        method: 'POST',
        headers: { authorization: `Basic ${btoa(`passing:${secret}`)}`, 'content-type': 'application/json' },
        body: JSON.stringify({ user: 'ada' }),
      })
      return response.status
    }
    for (const node of world.nodes) await expect.poll(() => statusAt(node), noticed).not.toBe(401)
    expect((await world.zauth('clients', 'remove', '--yes', '--id', 'passing')).code).toBe(0)
    for (const node of world.nodes) await expect.poll(() => statusAt(node), noticed).toBe(401)
  })
})
