import { CommanderError } from '@commander-js/extra-typings'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { createLocalJWKSet, decodeJwt, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { complaintOf } from '../../server/cli/complaintOf.ts'
import { createProgram } from '../../server/cli/program.ts'
import { checkConfig } from '../../server/config/config.ts'
import { removeClient } from '../../server/clients/removeClient.ts'
import { changeRegistry } from '../../server/clients/changeRegistry.ts'
import { tellOfReset } from '../../server/oidc/tellOfReset.ts'
import { createVerifier } from '../../server/index.ts'
import { loadKeys } from '../../server/keys/loadKeys.ts'
import { openDocumentFiles } from '../../server/documents/openDocumentFiles.ts'
import { website } from '../verifier/website.ts'
import { openWorld, type World } from '../verifier/world.ts'

const entry = join(import.meta.dirname, '../../server/zauth.ts')

describe('`zauth clients`', () => {
  let world: World
  let settings: string

  beforeAll(async () => {
    world = await openWorld()
    const folder = await mkdtemp(join(tmpdir(), 'zauth-clients-'))
    settings = join(folder, 'zauth.toml')
    await writeFile(settings, `issuer = "${world.issuer}"\ndata = "${world.config.data}"\n`)
  })
  afterAll(async () => {
    await world.close()
    await rm(join(settings, '..'), { recursive: true })
  })

  interface Said {
    readonly code: number
    readonly out: string
    readonly err: string
  }

  /** What `zauth clients` does, in this process. */
  async function clients(...words: string[]): Promise<Said> {
    let out = ''
    const program = createProgram((text) => (out += text))
    try {
      await program.parseAsync(['clients', ...words, '--config', settings], { from: 'user' })
      return { code: 0, out, err: '' }
    } catch (error) {
      if (error instanceof CommanderError) return { code: 2, out, err: error.message }
      const { text, exitCode } = complaintOf(error)
      return { code: exitCode, out, err: `${text}\n` }
    }
  }

  /** The same by the command itself. */
  async function run(...words: string[]): Promise<Said> {
    const child = spawn(process.execPath, [entry, 'clients', ...words, '--config', settings])
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number]
    return { code, out, err }
  }

  const valueIn = (out: string, name: string) => new RegExp(`${name} +(\\S+)`).exec(out)?.[1] ?? ''

  /** What the verifier that runs says to a pushed request of a website. */
  async function push(id: string, secret: string): Promise<number> {
    const response = await fetch(`${world.issuer}/request`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${id}:${secret}`)}` },
      body: new URLSearchParams({
        client_id: id,
        redirect_uri: 'https://shop.example/back',
        response_type: 'code',
        scope: 'openid',
        login_hint: 'alice',
        code_challenge: 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM',
        code_challenge_method: 'S256',
      }),
    })
    return response.status
  }

  it('registers a website that the running verifier serves at once, renews its secret, and takes it off again', async () => {
    const added = await clients('add', '--name', 'The Shop', '--redirect', 'https://shop.example/back', '--id', 'shop')
    expect(added).toMatchObject({ code: 0, err: '' })
    expect(added.out).toContain(`${world.issuer}/.well-known/openid-configuration`)
    const secret = valueIn(added.out, 'client_secret')
    expect(await push('shop', secret)).toBe(201)

    const rotated = await clients('rotate', '--id', 'shop')
    expect(rotated.code).toBe(0)
    expect(await push('shop', secret)).toBe(401)
    expect(await push('shop', valueIn(rotated.out, 'client_secret'))).toBe(201)

    expect((await clients('list')).out).toMatch(/^shop +The Shop +oidc +registered +https:\/\/shop\.example\/back$/m)
    expect((await clients('remove', '--yes', '--id', 'shop')).out).toContain('Removed The Shop')
    expect(await push('shop', valueIn(rotated.out, 'client_secret'))).toBe(401)
    expect((await clients('list')).out).toBe('No website is registered: see zauth clients add\n')
  })

  it('prints what to paste for each road, in the form that its clients take', async () => {
    const tenant = '11111111-2222-3333-4444-555555555555'
    const { code, out, err } = await clients(
      ...['add', '--name', 'All', '--redirect', 'https://all.example/back'],
      ...['--road', 'duo', '--road', 'entra', '--road', 'verify', '--road', 'oidc'],
      ...['--set', `entra.tenant = "${tenant}"`, '--set', `entra.audience = "${tenant}"`],
      ...['--set', 'enrolment = "ticket"', '--set', 'falseMatchRate = 1e-6'],
    )
    expect([code, err]).toEqual([0, ''])
    for (const title of ['A Duo integration', 'Microsoft Entra', 'The verify endpoint', 'OpenID Connect']) {
      expect(out).toContain(title)
    }
    expect(valueIn(out, 'client_id')).toMatch(/^[A-Z0-9]{20}$/)
    expect(valueIn(out, 'client_secret')).toHaveLength(40)
    expect(valueIn(out, 'api_hostname')).toBe(new URL(world.issuer).host)
    expect(out).toContain(`<script src="${world.issuer}/assets/verify.js" type="module"></script>`)
    await clients('remove', '--yes', '--id', valueIn(out, 'client_id'))
  })

  it('says what is wrong with a website, and registers nothing', async () => {
    const add = (...words: string[]) => clients('add', '--name', 'Shop', ...words)
    const redirect = ['--redirect', 'https://shop.example/back']
    for (const [words, complaint] of [
      [[], "required option '--redirect <uri>' not specified"],
      [['--redirect', 'http://shop.example/'], 'redirectUris.0: Expected an https address'],
      [[...redirect, '--road', 'pigeon'], 'roads.0: '],
      [[...redirect, '--road', 'duo', '--id', 'short'], 'id: Expected 20 characters'],
      [[...redirect, '--road', 'entra'], 'entra: Expected a table'],
      [[...redirect, '--id', 'zauth-operators'], 'id: Expected another'],
      [[...redirect, '--set', 'colour = "red"'], 'colour: '],
      [[...redirect, '--set', 'nonsense'], '--set: Expected a setting'],
      [[...redirect, '--set', `secret = "${'s'.repeat(40)}"`], '--set: secret is not set by this, but by nothing'],
      [[...redirect, '--set', 'id = "mine"'], '--set: id is not set by this, but by --id'],
      [[...redirect, '--set', 'roads = ["duo"]'], '--set: roads is not set by this, but by --road'],
      [[...redirect, '--wish', '1'], "unknown option '--wish'"],
    ] as const) {
      const { code, out, err } = await add(...words)
      expect([code, out]).toEqual([2, ''])
      expect(err).toContain(complaint)
      expect(err).not.toMatch(/\n {4}at /)
    }
    // With the exit code of the command itself, and nothing else than what is wrong.
    const { code, out, err } = await run('add', '--name', 'Shop')
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^error: required option '--redirect <uri>' not specified\n/)
    expect((await clients('rotate', '--id', 'nobody')).err).toBe(
      'id: There is no website with the id nobody, nor any other: see zauth clients add\n',
    )
    expect((await clients('list')).out).toContain('No website is registered')
  })

  it('renews no secret where there is none: Entra proves itself by its tenant’s keys, unless tickets are ordered', async () => {
    const tenant = '11111111-2222-3333-4444-555555555555'
    const entra = ['--road', 'entra', '--set', `entra.tenant = "${tenant}"`, '--set', `entra.audience = "${tenant}"`]
    const add = (id: string, ...more: string[]) =>
      clients('add', '--id', id, '--name', 'Entra', '--redirect', 'https://entra.example/back', ...entra, ...more)
    expect((await add('plain')).code).toBe(0)
    expect((await add('tickets', '--set', 'enrolment = "ticket"')).code).toBe(0)
    const { code, out, err } = await clients('rotate', '--id', 'plain')
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^id: plain has no secret that could be renewed: Entra signs with its tenant’s keys[^\n]*\n$/)
    expect(valueIn((await clients('rotate', '--id', 'tickets')).out, 'password')).toHaveLength(40)
    expect((await clients('rotate', '--id', 'nobody')).err).toContain('There are plain, tickets\n')
    for (const id of ['plain', 'tickets']) await clients('remove', '--yes', '--id', id)
  })

  it('removes nothing that nobody has confirmed, where nobody can be asked', async () => {
    await clients('add', '--name', 'Shop', '--redirect', 'https://shop.example/back', '--id', 'stays')
    const { code, out, err } = await run('remove', '--id', 'stays')
    expect([code, out]).toEqual([2, ''])
    expect(err).toMatch(/^This ends sign-ins from the website stays[^\n]*--yes[^\n]*Nothing was done\.\n$/)
    expect((await clients('list')).out).toContain('stays')
    await clients('remove', '--yes', '--id', 'stays')
  })

  it('that stands in the settings as well is refused at the start, until it is taken out of one of them', async () => {
    const added = ['add', '--name', 'Shop', '--redirect', 'https://shop.example/back', '--id', 'twice']
    expect((await clients(...added)).code).toBe(0)
    const { id, secret, name, redirectUri } = { ...website, id: 'twice' }
    const both = { ...world.config, clients: [{ id, secret, name, redirectUris: [redirectUri] }] }
    await world.whileStopped(async () => {
      await expect(createVerifier(both)).rejects.toThrow(
        'clients: twice stands in the settings and is registered by command, too',
      )
      await removeClient(checkConfig(both), openDocumentFiles(world.config.data), 'twice')
      await (await createVerifier(both)).close()
    })
  })

  it('keeps secrets readable by the verifier’s user only', async () => {
    await clients('add', '--name', 'Shop', '--redirect', 'https://shop.example/back', '--id', 'private')
    const { mode } = await stat(join(world.config.data, 'clients.json'))
    expect(mode & 0o777).toBe(0o600)
    await clients('remove', '--yes', '--id', 'private')
  })

  it('loses no website when two are registered at the same moment: the second is told to wait', async () => {
    const both = ['one', 'two'].map((id) =>
      run('add', '--name', id, '--redirect', 'https://shop.example/back', '--id', id),
    )
    const results = await Promise.all(both)
    expect(results.some(({ code }) => code === 0)).toBe(true)
    const { out } = await clients('list')
    results.forEach(({ code, err }, i) => {
      const id = ['one', 'two'][i] ?? ''
      if (code === 0) expect(out).toContain(`${id} `)
      else expect(err).toContain('Another change is under way')
    })
    for (const id of ['one', 'two']) await clients('remove', '--yes', '--id', id)
  })

  it('goes on with the websites it knows when the register is damaged while it runs, and says so in the log', async () => {
    const { out } = await clients('add', '--name', 'Shop', '--redirect', 'https://shop.example/back', '--id', 'kept')
    const secret = valueIn(out, 'client_secret')
    expect(await push('kept', secret)).toBe(201)
    const path = join(world.config.data, 'clients.json')
    const whole = await readFile(path, 'utf8')
    await writeFile(path, '[{"id": "half')
    expect(await push('kept', secret)).toBe(201)
    expect(world.log.some((line) => line.includes('clients.json') && !line.includes(secret))).toBe(true)
    await writeFile(path, whole)
    await clients('remove', '--yes', '--id', 'kept')
  })

  it('leaves alone what stands in the settings file', async () => {
    const config = checkConfig(world.config)
    const documents = openDocumentFiles(config.data)
    await expect(changeRegistry(documents, (all) => all)).resolves.toBeUndefined()
    await expect(removeClient(config, documents, website.id)).rejects.toThrow('stands in the settings file')
  })
})

describe('the notice that an account was reset (OIDC Back-Channel Logout §2)', () => {
  let world: World
  beforeAll(async () => {
    world = await openWorld()
  })
  afterAll(() => world.close())

  /** A website's back end that takes notices. */
  async function listenAs(status: number) {
    const bodies: string[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk: Buffer) => (body += chunk.toString()))
      request.on('end', () => {
        bodies.push(body)
        response.writeHead(status).end()
      })
    }).listen(0, 'localhost')
    await once(server, 'listening')
    return { server, bodies, url: `http://localhost:${(server.address() as AddressInfo).port}/notice` }
  }

  async function tell(resetNotice: string | undefined): Promise<boolean | null> {
    const [client] = checkConfig({
      ...world.config,
      clients: [{ ...world.config.clients?.[0], oidc: { resetNotice } }],
    }).clients
    if (client === undefined) throw new Error('No website')
    return tellOfReset({
      issuer: world.issuer,
      keys: await loadKeys(openDocumentFiles(world.config.data)),
      client,
      userId: 'alice',
      now: world.now(),
    })
  }

  it('is a logout token that the published keys verify, without a nonce', async () => {
    const { server, bodies, url } = await listenAs(200)
    expect(await tell(url)).toBe(true)
    server.close()
    const token = new URLSearchParams(bodies[0]).get('logout_token') ?? ''
    const keys = (await (await fetch(`${world.issuer}/jwks`)).json()) as Parameters<typeof createLocalJWKSet>[0]
    const { payload } = await jwtVerify(token, createLocalJWKSet(keys), {
      issuer: world.issuer,
      audience: website.id,
      typ: 'logout+jwt',
      maxTokenAge: '1 minute',
    })
    expect(payload).toMatchObject({
      sub: 'alice',
      events: { 'http://schemas.openid.net/event/backchannel-logout': {} },
    })
    expect(payload).not.toHaveProperty('nonce')
  })

  it('is of the verifier’s time', async () => {
    const { server, bodies, url } = await listenAs(200)
    world.passTime(60 * 60_000)
    await tell(url)
    server.close()
    const { iat, exp } = decodeJwt(new URLSearchParams(bodies[0]).get('logout_token') ?? '')
    expect(Math.abs((iat ?? 0) - world.now() / 1000)).toBeLessThan(60)
    expect((exp ?? 0) - (iat ?? 0)).toBe(120)
  })

  it('says when the website did not take it, could not be reached, or wants none', async () => {
    const { server, url } = await listenAs(500)
    expect(await tell(url)).toBe(false)
    server.close()
    await once(server, 'close')
    expect(await tell(url)).toBe(false)
    expect(await tell(undefined)).toBeNull()
  })
})
