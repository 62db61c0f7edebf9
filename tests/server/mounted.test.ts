import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ConfigError, createVerifier, type Verifier, type VerifierConfigInput } from '../../server/index.ts'
import { freePort } from '../../tools/freePort.ts'
import { openBrowser } from '../verifier/browser.ts'
import { Client, fetchMetadata } from '../verifier/client.ts'
import { hosts, listening } from './hosts.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { watchThreads } from './threads.ts'
import { visit } from '../verifier/visit.ts'
import { website as site } from '../verifier/website.ts'

const alice = person(1)
const bob = person(2)

describe('a verifier in another program', () => {
  let closing: AsyncDisposableStack
  let port: number
  let log: string[]

  beforeEach(async () => {
    closing = new AsyncDisposableStack()
    port = await freePort()
    log = []
  })
  afterEach(() => closing.disposeAsync())

  async function configFor(path: string, more: Partial<VerifierConfigInput> = {}): Promise<VerifierConfigInput> {
    const data = await mkdtemp(join(tmpdir(), 'zauth-mounted-'))
    closing.defer(() => rm(data, { recursive: true }))
    const { id, secret, name, redirectUri } = site
    const clients = [{ id, secret, name, redirectUris: [redirectUri] }]
    return { issuer: `http://localhost:${port}${path}`, data, enrolment: 'open', liveness: 'off', clients, ...more }
  }

  async function open(config: VerifierConfigInput): Promise<Verifier> {
    const verifier = await createVerifier(config, { threads: 1, logTo: { write: (line) => void log.push(line) } })
    return closing.adopt(verifier, (opened) => opened.close())
  }

  async function serve(server: Server): Promise<() => Promise<void>> {
    const end = await listening(server)
    closing.defer(async () => {
      if (server.listening) await end()
    })
    return end
  }

  const deviceAt = (issuer: string): Promise<Client> => Client.create({ issuer, now: Date.now })

  /** The whole road, from the website's request to its id_token. */
  async function signIn(issuer: string, client: Client, face = alice): Promise<unknown> {
    const website = await createRelyingParty(issuer)
    const attempt = await visit(issuer, website, 'alice')
    if (attempt.offer.purpose === 'enrol') await client.enrol(attempt.offer, face)
    expect(await client.authenticate(attempt.offer, face.image())).toBe(true)
    return await attempt.signIn.complete(await attempt.finish())
  }

  describe.each(Object.entries(hosts))('with %s', (_name, host) => {
    it('enrols and signs in under its path, and leaves every other address to the program', async () => {
      const config = await configFor('/second/factor')
      await serve(host({ '/second/factor': await open(config) }, port))
      expect(await fetchMetadata(config.issuer)).toMatchObject({ issuer: config.issuer })
      const client = await deviceAt(config.issuer)
      for (let i = 0; i < 2; i++) {
        expect(await signIn(config.issuer, client)).toMatchObject({
          sub: 'alice',
          iss: config.issuer,
          amr: ['face', 'mfa'],
        })
      }
      expect((await openBrowser().get(`${config.issuer}/nothing`)).status).toBe(404)
      for (const address of ['', '/second', '/elsewhere', '/interaction/1', '/.well-known/zauth']) {
        const response = await fetch(`http://localhost:${port}${address}`)
        expect(await response.text()).toBe('the host’s own page')
      }
    })
  })

  it('lives beside another, of other people, and goes on when that one has been closed', async () => {
    const [one, two] = [await configFor('/one'), await configFor('/two')]
    const closed = await open(one)
    await serve(hosts.Koa({ '/one': closed, '/two': await open(two) }, port))
    const clients = [await deviceAt(one.issuer), await deviceAt(two.issuer)] as const
    // At the same time, the same user of the same website, with another face at each.
    const claims = await Promise.all([
      signIn(one.issuer, clients[0], alice),
      signIn(two.issuer, clients[1], bob),
      ...[one, two].map(({ issuer }) => fetchMetadata(issuer)),
    ])
    expect(claims).toMatchObject([
      { iss: one.issuer },
      { iss: two.issuer },
      { issuer: one.issuer },
      { issuer: two.issuer },
    ])
    const [keysOfOne, keysOfTwo] = await Promise.all([fetchMetadata(one.issuer), fetchMetadata(two.issuer)])
    expect(keysOfOne.jwks).not.toEqual(keysOfTwo.jwks)
    // A device of the one is nobody at the other.
    const stranger = await deviceAt(two.issuer)
    stranger.device = clients[0].device
    const attempt = await visit(two.issuer, await createRelyingParty(two.issuer), 'alice')
    await expect(stranger.challenge(attempt.offer)).rejects.toMatchObject({ code: 'device_unknown' })

    await closed.close()
    const refused = await fetch(`${one.issuer}/.well-known/zauth`)
    expect(refused.status).toBe(503)
    expect(await signIn(two.issuer, clients[1], bob)).toMatchObject({ iss: two.issuer })
  })

  it('trusts its own configuration for its address, whatever a proxy or a stranger claims', async () => {
    const config = await configFor('')
    const verifier = await open(config)
    await serve(createServer(verifier.handle).listen(port, 'localhost'))
    const forged = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'https' }
    const discovered = await fetch(`${config.issuer}/.well-known/openid-configuration`, { headers: forged })
    expect(await discovered.text()).not.toContain('evil.example')
  })

  it('says in its log what is wrong when a program reads the bodies before it', async () => {
    const config = await configFor('/face')
    const host = express()
    host.use(express.json())
    host.use('/face', (await open(config)).handle)
    await serve(host.listen(port, 'localhost'))
    const response = await fetch(`${config.issuer}/api/interactions/abandon`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', dpop: 'none' },
      body: '{}',
    })
    expect(response.status).toBe(401)
    const client = await deviceAt(config.issuer)
    const attempt = await visit(config.issuer, await createRelyingParty(config.issuer), 'alice')
    await expect(client.abandon(attempt.offer, 'cancelled')).rejects.toMatchObject({
      code: 'internal_error',
      status: 500,
    })
    expect(log.join('')).toContain('mount the verifier before body parsers')
  })

  it('refuses a configuration with a sentence for each mistake', async () => {
    const config = { ...(await configFor('')), falseMatchRate: 1, maxDevices: 0 }
    await expect(createVerifier(config)).rejects.toThrow(ConfigError)
    await expect(createVerifier(config)).rejects.toThrow(/falseMatchRate: .*\n.*maxDevices: /)
  })

  it('refuses the data of another that is running, and takes it when that one is closed', async () => {
    const config = await configFor('')
    const first = await createVerifier(config, { threads: 1, logTo: { write: () => undefined } })
    await expect(open(config)).rejects.toThrow(ConfigError)
    await first.close()
    await open(config)
  })

  it('waits at its end for the request that is under way, then has ended its threads, and the port is free', async () => {
    using threads = watchThreads()
    const config = await configFor('')
    const verifier = await open(config)
    const arrived = Promise.withResolvers<undefined>()
    let awaited = 'nothing yet'
    const server = createServer((request, response) => {
      verifier.handle(request, response)
      if (request.url?.includes(awaited)) arrived.resolve(undefined)
    })
    const end = await serve(server.listen(port, 'localhost'))
    const client = await deviceAt(config.issuer)
    await signIn(config.issuer, client)
    const attempt = await visit(config.issuer, await createRelyingParty(config.issuer), 'alice')
    const { challenge } = await client.challenge(attempt.offer)
    const exits = threads.started.map((thread) => once(thread, 'exit'))
    expect(exits.length).toBeGreaterThan(0)
    awaited = challenge
    const answering = client.probe(challenge, client.probeOf(alice.image()))
    await arrived.promise
    const ending = verifier.close()
    expect((await answering).answers).toHaveLength(2)
    await ending
    await Promise.all(exits)
    await end()
    const next = await serve(createServer().listen(port, 'localhost'))
    await next()
  })
})
