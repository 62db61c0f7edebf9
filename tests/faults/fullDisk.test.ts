import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openNedbCollection } from '../../server/store/embedded/openNedbCollection.ts'
import { openNedbStore } from '../../server/store/embedded/openNedbStore.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { openBrowser } from '../verifier/browser.ts'
import { Client, Refusal } from '../verifier/client.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { website as site } from '../verifier/website.ts'
import { canLimitFiles, limitFiles, mountSmallDisk } from './fullDisk.ts'
import { createShippedVerifier, type ShippedVerifier } from './shippedVerifier.ts'

const disk = mountSmallDisk(4)
if (typeof disk === 'string') process.stdout.write(`Not tried: ${disk}\n`)
const cannotLimit = canLimitFiles()
if (cannotLimit !== null) process.stdout.write(`Not tried: ${cannotLimit}\n`)
const busy = expect.objectContaining({ code: 'busy', status: 503, retryAfter: 5 }) as unknown

interface Note {
  readonly id: string
  readonly text: string
}

describe.skipIf(typeof disk === 'string')('what a disk without room refuses', () => {
  if (typeof disk === 'string') return
  afterAll(() => {
    disk.remove()
  })

  it('has not happened, neither now nor after a crash, and what comes when there is room again is kept', async () => {
    const file = join(disk.folder, 'notes.db')
    const notes = await openNedbCollection<Note>(file, { indexes: ['text'] })
    // Longer than what is left of a block, so that its beginning finds room.
    const long = 'x'.repeat(6000)
    for (const id of ['kept', 'to be changed', 'to be removed']) await notes.insert({ id, text: 'as it was' })
    await disk.fill()
    for (let i = 0; i < 3; i++) {
      await expect(notes.insert({ id: 'refused', text: long })).rejects.toEqual(busy)
      await expect(notes.update('to be changed', {}, { text: long })).rejects.toEqual(busy)
      expect(await notes.find('refused')).toBeNull()
      expect(await notes.find('to be changed')).toEqual({ id: 'to be changed', text: 'as it was' })
    }
    await disk.free()
    expect(await notes.insert({ id: 'refused', text: 'in the end' })).toBe(true)
    expect(await notes.remove('to be removed')).toBe(true)
    expect(await notes.update('to be changed', { text: 'as it was' }, { text: long })).toBe(true)
    // As a crash leaves it: it is not closed.
    const again = await openNedbCollection<Note>(file)
    expect((await again.findAll({})).sort((a, b) => a.id.localeCompare(b.id))).toEqual([
      { id: 'kept', text: 'as it was' },
      { id: 'refused', text: 'in the end' },
      { id: 'to be changed', text: long },
    ])
    for (const collection of [notes, again]) await collection.close()
  })

  it('takes no room either: a template that did not fit is removed, and a file is written anew only where it fits', async () => {
    const store = await openNedbStore(join(disk.folder, 'data'))
    const ciphertexts = { publicKey: new Uint8Array(sizes.publicKey), template: new Uint8Array(sizes.template) }
    await disk.fill()
    await expect(store.ciphertexts.write('a-device', ciphertexts)).rejects.toEqual(busy)
    expect(await store.ciphertexts.list()).toEqual([])
    await disk.free()
    await store.ciphertexts.write('a-device', ciphertexts)
    expect(await store.ciphertexts.list()).toEqual(['a-device'])
    await store.close()
  })

  it('is nothing that a file needs to be brought down to size: its changes go on in the little room there is', async () => {
    const file = join(disk.folder, 'counts.db')
    const counts = await openNedbCollection<Note>(file)
    // So large that it stands on this disk once, and not twice.
    const large = 'x'.repeat(1_100_000)
    await counts.insert({ id: 'large', text: large })
    await counts.insert({ id: 'count', text: '0' })
    await counts.insert({ id: 'filler', text: large })
    for (let i = 1; i <= 2100; i++) expect(await counts.update('count', {}, { text: `${i}` })).toBe(true)
    await counts.close()
    const again = await openNedbCollection<Note>(file)
    expect(await again.find('count')).toEqual({ id: 'count', text: '2100' })
    expect((await readFile(file, 'utf8')).split('\n').length).toBeGreaterThan(2000)
    expect(await again.remove('filler')).toBe(true)
    for (let i = 0; i < 2000; i++) await again.update('count', {}, { text: `${i}` })
    await again.close()
    expect((await readFile(file, 'utf8')).split('\n').length).toBeLessThan(10)
  })
})

describe.skipIf(cannotLimit !== null)('a verifier whose disk is full', () => {
  let verifier: ShippedVerifier

  beforeAll(async () => {
    verifier = await createShippedVerifier()
    await verifier.start()
  })
  afterAll(() => verifier.close())

  it('refuses with a code, confirms nothing that it could not write, and goes on by itself when there is room', async () => {
    const target = { issuer: verifier.issuer, now: Date.now }
    const [face, stranger] = [person(1), person(2)]
    const website = await createRelyingParty(verifier.issuer)
    const client = await Client.create(target)
    const first = await visit(verifier.issuer, website, 'alice')
    await client.enrol(first.offer, face)
    expect(await client.authenticate(first.offer, face.image())).toBe(true)
    const attempt = await visit(verifier.issuer, website, 'alice')
    const newcomer = await Client.create(target)
    const enrolling = await visit(verifier.issuer, website, 'bob')
    const { challenge } = await client.challenge(attempt.offer)
    const pid = verifier.process.pid ?? 0

    limitFiles(pid, 0)
    // Nothing is counted, so nothing is answered: the challenge stays good.
    await expect(client.probe(challenge, client.probeOf(stranger.image()))).rejects.toEqual(busy)
    await expect(client.challenge(attempt.offer)).rejects.toEqual(busy)
    await expect(newcomer.enrol(enrolling.offer, face)).rejects.toEqual(busy)
    await expect(client.abandon(attempt.offer, 'cancelled')).rejects.toEqual(busy)
    const pushed = await fetch(`${verifier.issuer}/request`, {
      method: 'POST',
      headers: { authorization: `Basic ${btoa(`${site.id}:${encodeURIComponent(site.secret)}`)}` },
      body: new URLSearchParams({
        ...{ client_id: site.id, response_type: 'code', scope: 'openid', login_hint: 'alice' },
        ...{ redirect_uri: site.redirectUri, code_challenge: 'A'.repeat(43), code_challenge_method: 'S256' },
      }),
    })
    expect([pushed.status, pushed.headers.get('retry-after')]).toEqual([503, '5'])
    // Nobody but the log hears what is wrong.
    const error_description = 'The verifier is busy. Try again in a moment.'
    expect(await pushed.json()).toEqual({ error: 'temporarily_unavailable', error_description })
    expect((await openBrowser().get(`${verifier.issuer}/healthz`)).status).toBe(200)
    expect(verifier.log.join('\n')).toContain('the data folder cannot be written (EFBIG)')
    expect(verifier.log.join('\n')).not.toContain('unexpected error')

    // Room for some bytes: a line that begins in it and does not end.
    for (const name of ['tries', 'challenges', 'interactions', 'artifacts']) {
      const { length } = await readFile(join(verifier.data, 'records', `${name}.db`))
      limitFiles(pid, length + 20)
      await client.challenge(attempt.offer).catch(expectBusy)
      await client.probe(challenge, client.probeOf(stranger.image())).catch(expectBusy)
      await website.begin('alice').catch(() => undefined)
    }
    limitFiles(pid, null)

    expect(await client.authenticate(attempt.offer, face.image())).toBe(true)
    expect(await attempt.signIn.complete(await attempt.finish())).toMatchObject({ sub: 'alice' })
    await newcomer.enrol(enrolling.offer, face)
    const failing = await visit(verifier.issuer, website, 'alice')
    expect((await client.tryProbe(failing.offer, client.probeOf(stranger.image()))).token).toBeNull()
    await verifier.end('SIGKILL')
    await verifier.start()
    // Nothing that was confirmed after the disk was full has gone with what was cut off.
    expect((await client.challenge(failing.offer)).triesLeft).toBe(2)
    expect(await newcomer.authenticate(enrolling.offer, face.image())).toBe(true)
    expect(verifier.log.join('\n')).not.toContain('removed what a crash had left')
  }, 120_000)
})

function expectBusy(error: unknown): void {
  expect(error).toBeInstanceOf(Refusal)
  expect(['busy', 'challenge_used', 'too_many_tries']).toContain((error as Refusal).code)
}
