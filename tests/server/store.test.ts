import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openNedbStore } from '../../server/store/openNedbStore.ts'
import type { Challenge } from '../../server/store/records.ts'
import type { Store } from '../../server/store/store.ts'
import { sizes } from '../../shared/protocol/messages.ts'

/** Every implementation of the store: what it promises is the same for all. */
const stores = [{ name: 'the embedded store', open: openNedbStore }]

const challenge = (id: string, fields: Partial<Challenge> = {}): Challenge => ({
  id,
  interaction: 'an interaction',
  account: 'an account',
  device: 'a device',
  movements: ['left', 'up', 'right', 'down'],
  draw: 1,
  state: 'open',
  tokenHash: null,
  expiresAt: 1000,
  removeAt: 2000,
  ...fields,
})

describe.each(stores)('$name', ({ open }) => {
  let data: string
  let store: Store

  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'zauth-store-'))
    store = await open(data)
  })
  afterEach(async () => {
    await store.close()
    await rm(data, { recursive: true })
  })

  async function reopen(): Promise<void> {
    await store.close()
    store = await open(data)
  }

  it('finds what was added, as it was added, and null for what was not', async () => {
    expect(await store.challenges.insert(challenge('one'))).toBe(true)
    expect(await store.challenges.find('one')).toEqual(challenge('one'))
    expect(await store.challenges.find('two')).toBeNull()
  })

  it('adds a record once', async () => {
    await store.challenges.insert(challenge('one'))
    expect(await store.challenges.insert(challenge('one', { state: 'spent' }))).toBe(false)
    expect(await store.challenges.find('one')).toMatchObject({ state: 'open' })
  })

  it('changes a record only if it is as expected', async () => {
    await store.challenges.insert(challenge('one'))
    expect(await store.challenges.update('one', { state: 'answered' }, { state: 'spent' })).toBe(false)
    expect(await store.challenges.update('one', { state: ['taken', 'open'] }, { state: 'taken' })).toBe(true)
    expect(await store.challenges.update('one', { tokenHash: null }, { tokenHash: 'hash' })).toBe(true)
    expect(await store.challenges.update('one', { tokenHash: null }, { tokenHash: 'other' })).toBe(false)
    expect(await store.challenges.update('two', {}, { state: 'spent' })).toBe(false)
    expect(await store.challenges.find('one')).toEqual(challenge('one', { state: 'taken', tokenHash: 'hash' }))
  })

  it('lets one of many win who race for the same change', async () => {
    await store.challenges.insert(challenge('one'))
    const race = Array.from({ length: 50 }, () => store.challenges.update('one', { state: 'open' }, { state: 'taken' }))
    expect((await Promise.all(race)).filter(Boolean)).toHaveLength(1)
    const additions = Array.from({ length: 50 }, () => store.challenges.insert(challenge('two')))
    expect((await Promise.all(additions)).filter(Boolean)).toHaveLength(1)
  })

  it('finds and removes by what a record says', async () => {
    await store.challenges.insert(challenge('one', { interaction: 'a' }))
    await store.challenges.insert(challenge('two', { interaction: 'a', state: 'spent' }))
    await store.challenges.insert(challenge('three', { interaction: 'b' }))
    const found = await store.challenges.findAll({ interaction: 'a', state: ['open', 'taken'] })
    expect(found.map(({ id }) => id)).toEqual(['one'])
    expect(await store.challenges.remove('one', { state: 'spent' })).toBe(false)
    expect(await store.challenges.remove('two', { state: 'spent' })).toBe(true)
    expect(await store.challenges.removeAll({ interaction: ['a', 'b'] })).toBe(2)
    expect(await store.challenges.findAll({})).toEqual([])
  })

  it('sweeps away what should be gone, and nothing else', async () => {
    await store.challenges.insert(challenge('old', { removeAt: 10 }))
    await store.challenges.insert(challenge('new', { removeAt: 30 }))
    expect(await store.challenges.sweep(20)).toBe(1)
    expect((await store.challenges.findAll({})).map(({ id }) => id)).toEqual(['new'])
  })

  it('keeps records and ciphertexts when it is closed and opened', async () => {
    const template = crypto.getRandomValues(new Uint8Array(1000))
    const publicKey = new Uint8Array(sizes.publicKey).fill(3)
    await store.challenges.insert(challenge('one'))
    await store.challenges.update('one', {}, { state: 'taken' })
    await store.ciphertexts.write('a-device', { publicKey, template })
    await reopen()
    expect(await store.challenges.find('one')).toMatchObject({ state: 'taken' })
    const kept = await store.ciphertexts.read('a-device')
    expect(kept?.template).toEqual(template)
    expect(Buffer.compare(kept?.publicKey ?? template, publicKey)).toBe(0)
    expect(await store.ciphertexts.list()).toEqual(['a-device'])
    await store.ciphertexts.remove('a-device')
    expect(await store.ciphertexts.list()).toEqual([])
    expect(await store.ciphertexts.read('a-device')).toBeNull()
  })
})

describe('the embedded store', () => {
  let data: string

  beforeEach(async () => {
    data = await mkdtemp(join(tmpdir(), 'zauth-store-'))
  })
  afterEach(() => rm(data, { recursive: true }))

  it('loses nothing that was confirmed when a crash tears the last line, however small the file', async () => {
    const before = await openNedbStore(data)
    await before.accounts.insert({ id: 'one', clientId: 'site', userId: 'alice', devices: [], version: 0 })
    await before.close()
    const file = join(data, 'records', 'accounts.db')
    await appendFile(file, '{"id":"two","clientId":"si')

    const after = await openNedbStore(data)
    expect((await after.accounts.findAll({})).map(({ id }) => id)).toEqual(['one'])
    await after.accounts.insert({ id: 'three', clientId: 'site', userId: 'bob', devices: [], version: 0 })
    await after.close()
    const again = await openNedbStore(data)
    expect((await again.accounts.findAll({})).map(({ id }) => id).sort()).toEqual(['one', 'three'])
    await again.close()
  })

  it('forgets ciphertexts that a crash left half written', async () => {
    await (await openNedbStore(data)).close()
    const unfinished = join(data, 'devices', 'a-device.bin~')
    await writeFile(unfinished, 'half')
    const store = await openNedbStore(data)
    expect(await store.ciphertexts.read('a-device')).toBeNull()
    expect(await readdir(join(data, 'devices'))).toEqual([])
    await store.close()
  })

  it('keeps its files to their owner, and small however often they change', async () => {
    const store = await openNedbStore(data)
    await store.tries.insert({ id: 'account:one', failures: 0, notBefore: 0 })
    await store.ciphertexts.write('a-device', { publicKey: new Uint8Array(8), template: new Uint8Array(8) })
    for (let failures = 1; failures <= 1100; failures++) {
      await store.challenges.insert(challenge(`${failures}`))
      await store.challenges.remove(`${failures}`)
    }
    await store.close()
    for (const file of ['records/tries.db', 'records/challenges.db', 'devices/a-device.bin']) {
      expect((await stat(join(data, file))).mode & 0o777).toBe(0o600)
    }
    const lines = (await readFile(join(data, 'records/challenges.db'), 'utf8')).split('\n')
    expect(lines.length).toBeLessThan(1000)
  })
})
