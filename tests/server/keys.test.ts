import { createLocalJWKSet, decodeProtectedHeader, jwtVerify, type JSONWebKeySet } from 'jose'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as openid from 'openid-client'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { changeDocument } from '../../server/documents/changeDocument.ts'
import { openDocumentFiles } from '../../server/documents/openDocumentFiles.ts'
import { Client, fetchMetadata } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty, type RelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { openWorld, type World } from '../verifier/world.ts'

const entry = join(import.meta.dirname, '../../server/zauth.ts')
const hour = 60 * 60_000
const alice = person(1)

describe('`zauth keys`', () => {
  let world: World
  let settings: string
  let device: Client

  beforeEach(async () => {
    world = await openWorld()
    settings = await settingsFor(world.config.data)
    device = await Client.create(world)
    const first = await visit(world.issuer, await createRelyingParty(world.issuer), 'alice')
    await device.enrol(first.offer, alice)
    expect(await device.authenticate(first.offer, alice.image())).toBe(true)
  })
  afterEach(async () => {
    await world.close()
    await rm(join(settings, '..'), { recursive: true })
  })

  async function settingsFor(data: string): Promise<string> {
    const file = join(await mkdtemp(join(tmpdir(), 'zauth-keys-')), 'zauth.toml')
    await writeFile(file, `issuer = "${world.issuer}"\ndata = "${data}"\n`)
    return file
  }

  async function keys(...words: string[]): Promise<{ code: number; out: string; err: string }> {
    const child = spawn(process.execPath, [entry, 'keys', ...words, '--config', settings])
    let [out, err] = ['', '']
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
    const [code] = (await once(child, 'close')) as [number]
    return { code, out, err }
  }

  const published = async () => (await (await fetch(`${world.issuer}/jwks`)).json()) as JSONWebKeySet
  const kids = async () => (await published()).keys.map(({ kid }) => kid ?? '')
  const kidOf = (idToken = '') => decodeProtectedHeader(idToken).kid

  /** A website whose client checks signatures, although it fetches id_tokens by itself; it keeps the keys that it fetched. */
  async function strictWebsite(): Promise<RelyingParty> {
    const site = await createRelyingParty(world.issuer)
    openid.enableNonRepudiationChecks(site.configuration)
    return site
  }

  /** The id_token of a sign-in of Alice's, which the website's client has checked. */
  async function signIn(site: RelyingParty, during?: () => Promise<unknown>): Promise<string> {
    const begun = await visit(world.issuer, site, 'alice')
    expect(await device.authenticate(begun.offer, alice.image())).toBe(true)
    await during?.()
    return (await begun.signIn.exchange(await begun.finish())).id_token ?? ''
  }

  it('rotate the key of id_tokens while the verifier runs, and no sign-in fails for it', async () => {
    const [old = ''] = await kids()
    const site = await strictWebsite()
    // A sign-in that is under way meanwhile, at a website that has fetched the keys just before.
    await signIn(site)
    const before = await signIn(site, () => keys('rotate'))
    expect(kidOf(before)).toBe(old)
    const [first, second = ''] = await kids()
    expect(first).toBe(old)
    expect(second).not.toBe(old)
    expect((await published()).keys.some((key) => 'd' in key)).toBe(false)
    const listed = await keys('list')
    expect(listed.out).toMatch(new RegExp(`^${old} +now +until 20`, 'm'))
    expect(listed.out).toMatch(new RegExp(`^${second} +from 20`, 'm'))

    const later = await strictWebsite()
    expect(kidOf(await signIn(later))).toBe(old)
    world.passTime(24 * hour - 60_000)
    // The day ends in the middle of this sign-in.
    const after = await signIn(later, () => {
      world.passTime(120_000)
      return Promise.resolve()
    })
    expect(kidOf(after)).toBe(second)
    const set = createLocalJWKSet(await published())
    expect((await jwtVerify(before, set)).payload.sub).toBe('alice')

    world.passTime(25 * hour)
    expect(await kids()).toEqual([second])
    expect(kidOf(await signIn(later))).toBe(second)
  })

  it('do so as well when the verifier is started anew', async () => {
    const [old] = await kids()
    expect(await keys('rotate')).toMatchObject({ code: 0, err: '' })
    const both = await kids()
    await world.restart()
    expect(await kids()).toEqual(both)
    world.passTime(24 * hour)
    await world.restart()
    expect(await kids()).toEqual([both[1], old])
    expect(kidOf(await signIn(await strictWebsite()))).toBe(both[1])
  })

  it('take a stolen key back at once, and it was never one that devices pin', async () => {
    const [old] = await kids()
    const pinned = (await fetchMetadata(world.issuer)).jwks
    expect(pinned.keys.map(({ kid }) => kid)).not.toContain(old)
    const { out } = await keys('rotate', '--stolen')
    const [stays, ...others] = await kids()
    expect(others).toEqual([])
    expect(stays).not.toBe(old)
    expect((await fetchMetadata(world.issuer)).jwks).toEqual(pinned)
    expect(out).toMatch(new RegExp(`^${stays ?? ''} +now$`, 'm'))
    expect(kidOf(await signIn(await strictWebsite()))).toBe(stays)
  })

  it('make one new key at a time', async () => {
    const [first, second] = await Promise.all([keys('rotate'), keys('rotate')])
    const [won, lost] = first.code === 0 ? [first, second] : [second, first]
    expect(won.code).toBe(0)
    // In the moment of the change it may go well later; after it, it does not.
    expect(lost.code).toBe(lost.err.includes('Another change is under way') ? 1 : 2)
    const third = await keys('rotate')
    expect(third).toMatchObject({ code: 2, out: '' })
    expect(third.err).toMatch(/^keys: A new key waits already, to sign from 20\S+Z\n$/)
    expect(await kids()).toHaveLength(2)
    // But not when the one that waits, too, may be in wrong hands.
    expect((await keys('rotate', '--stolen')).code).toBe(0)
    expect(await kids()).toHaveLength(1)
  })

  it('keep the one key that versions before had, and what else stood beside it', async () => {
    const path = join(world.config.data, 'keys.json')
    const [kid] = await kids()
    const file = JSON.parse(await readFile(path, 'utf8')) as { idToken: { key: unknown }[] }
    const [only] = file.idToken
    await world.whileStopped(() => writeFile(path, JSON.stringify({ ...file, idToken: only?.key })))
    expect(await kids()).toEqual([kid])
    expect(kidOf(await signIn(await strictWebsite()))).toBe(kid)

    expect((await keys('rotate')).code).toBe(0)
    expect((await kids())[0]).toBe(kid)
    expect(JSON.parse(await readFile(path, 'utf8'))).toMatchObject({ ...file, idToken: [{ key: only?.key }, {}] })
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    // The device still finds the key that it has pinned.
    expect(kidOf(await signIn(await strictWebsite()))).toBe(kid)
  })

  it('go on with those known before when their file is damaged, and the log says so', async () => {
    const [kid] = await kids()
    await changeDocument(openDocumentFiles(world.config.data), 'keys', () => '{}')
    expect(kidOf(await signIn(await strictWebsite()))).toBe(kid)
    const complaints = world.log.filter((line) => line.includes('keys not read anew'))
    expect(complaints).toHaveLength(1)
    expect(complaints[0]).toContain('put a copy back')
  })

  it('say what is missing where there are none', async () => {
    const other = settings
    const empty = await mkdtemp(join(tmpdir(), 'zauth-no-keys-'))
    settings = await settingsFor(empty)
    for (const words of [['list'], ['rotate'], ['rotate', '--stolen']]) {
      expect(await keys(...words)).toEqual({
        code: 2,
        out: '',
        err: expect.stringContaining(
          `data: There is no file ${join(empty, 'keys.json')}: "zauth init" makes`,
        ) as string,
      })
    }
    await rm(empty, { recursive: true })
    expect((await keys('list')).err).toContain(`data: There is no folder ${empty}: "zauth init" makes`)
    await rm(join(settings, '..'), { recursive: true })
    settings = other
  })
})
