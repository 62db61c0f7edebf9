import { randomBytes } from 'node:crypto'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OidcArtifact } from '../../server/store/records.ts'
import type { Store } from '../../server/store/store.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { empty } from './empty.ts'
import { kinds, type Place } from './kinds.ts'
import { sampleChallenge as challenge } from './sampleChallenge.ts'

/** Texts that one store or the other could misread. */
const strange = [
  '',
  'a.b.$set',
  '$in',
  '__proto__',
  '“Ωmega” 👩‍🦰 \u0301',
  'nul \0 inside',
  'half a pair \ud83d alone',
  '\udc00\ud800',
  '\ufdd00000',
  '\\u0000',
  '"; drop table accounts; --',
  "it's",
  '{"$ne":null}',
  '{a,b}',
  '\r\n\t\u2028',
  'x'.repeat(5000),
]

const artifact = (id: string, fields: Partial<OidcArtifact> = {}): OidcArtifact => ({
  id,
  grantId: null,
  uid: null,
  consumed: null,
  payload: '{}',
  removeAt: 1000,
  ...fields,
})

async function allOf<T>(given: AsyncIterable<T>): Promise<T[]> {
  const all: T[] = []
  for await (const one of given) all.push(one)
  return all
}

describe.each(kinds)('$name', ({ make }) => {
  let place: Place
  let store: Store

  beforeAll(async () => {
    place = await make()
  })
  afterAll(() => place.forget())
  beforeEach(async () => {
    store = await place.open()
  })
  afterEach(async () => {
    await empty(store)
    await store.close()
  })

  async function reopen(): Promise<void> {
    await store.close()
    store = await place.open()
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

  it('tells apart what is null, what is nought, and what is the text of it', async () => {
    await store.artifacts.insert(artifact('none'))
    await store.artifacts.insert(artifact('nought', { consumed: 0, grantId: 'null' }))
    await store.artifacts.insert(artifact('late', { consumed: 1.5e21, grantId: '' }))
    const idsOf = async (match: Partial<OidcArtifact>) => (await store.artifacts.findAll(match)).map(({ id }) => id)
    expect(await idsOf({ consumed: null })).toEqual(['none'])
    expect(await idsOf({ consumed: 0 })).toEqual(['nought'])
    expect(await idsOf({ consumed: 1.5e21 })).toEqual(['late'])
    expect(await idsOf({ grantId: null })).toEqual(['none'])
    expect(await idsOf({ grantId: 'null' })).toEqual(['nought'])
    expect(await idsOf({ grantId: '' })).toEqual(['late'])
    expect((await store.artifacts.findAll({ grantId: [null, ''] })).map(({ id }) => id).sort()).toEqual([
      'late',
      'none',
    ])
    expect(await store.artifacts.findAll({ grantId: [] })).toEqual([])
    expect(await store.artifacts.update('none', { uid: null }, { uid: 'one' })).toBe(true)
    expect(await idsOf({ uid: 'one' })).toEqual(['none'])
    expect(await store.artifacts.update('none', { uid: 'one' }, { uid: null })).toBe(true)
    expect(await idsOf({ uid: 'one' })).toEqual([])
  })

  it('takes every text for what it is, in ids, in fields that are looked for and in those that are not', async () => {
    for (const [i, text] of strange.entries()) {
      const record = artifact(`id ${text}`, { uid: text, payload: JSON.stringify({ [text]: text, i }) })
      expect(await store.artifacts.insert(record)).toBe(true)
      expect(await store.artifacts.insert(record)).toBe(false)
    }
    await reopen()
    for (const [i, text] of strange.entries()) {
      const record = artifact(`id ${text}`, { uid: text, payload: JSON.stringify({ [text]: text, i }) })
      expect(await store.artifacts.find(record.id)).toEqual(record)
      expect(await store.artifacts.findAll({ uid: text })).toEqual([record])
      expect(await store.artifacts.update(record.id, { payload: record.payload }, { payload: text })).toBe(true)
      expect(await store.artifacts.remove(record.id, { uid: [text], payload: text })).toBe(true)
    }
    expect(await store.artifacts.findAll({})).toEqual([])
  })

  it('lets one of many win who race for the same change', async () => {
    await store.challenges.insert(challenge('one'))
    const race = Array.from({ length: 50 }, () => store.challenges.update('one', { state: 'open' }, { state: 'taken' }))
    expect((await Promise.all(race)).filter(Boolean)).toHaveLength(1)
    const additions = Array.from({ length: 50 }, () => store.challenges.insert(challenge('two')))
    expect((await Promise.all(additions)).filter(Boolean)).toHaveLength(1)
    const removals = Array.from({ length: 50 }, () => store.challenges.remove('two', { state: 'open' }))
    expect((await Promise.all(removals)).filter(Boolean)).toHaveLength(1)
  })

  it('loses no count of many who count at the same time', async () => {
    await store.tries.insert({ id: 'account', failures: 0, notBefore: 0 })
    async function count(): Promise<void> {
      for (;;) {
        const failures = (await store.tries.find('account'))?.failures ?? 0
        if (await store.tries.update('account', { failures }, { failures: failures + 1 })) return
      }
    }
    await Promise.all(Array.from({ length: 25 }, count))
    await store.tries.flushed()
    expect(await store.tries.find('account')).toMatchObject({ failures: 25 })
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

  it('gives as many as there are page by page, by id, each once, whatever comes and goes meanwhile', async () => {
    const ids = Array.from({ length: 1201 }, (_, i) => `id ${strange[i % strange.length]?.slice(0, 50)} ${i}`)
    for (let i = 0; i < ids.length; i += 100)
      await Promise.all(
        ids.slice(i, i + 100).map((id, j) => store.artifacts.insert(artifact(id, { uid: j % 2 ? 'odd' : 'even' }))),
      )
    const all = await allOf(store.artifacts.each({}))
    expect(all.map(({ id }) => id).sort()).toEqual([...ids].sort())
    expect(await allOf(store.artifacts.each({ uid: 'odd', consumed: [null, 1] }))).toEqual(
      all.filter(({ uid }) => uid === 'odd'),
    )
    expect(await allOf(store.artifacts.each({ uid: 'none' }))).toEqual([])

    const seen = new Map<string, OidcArtifact>()
    for await (const record of store.artifacts.each({})) {
      expect(seen.has(record.id)).toBe(false)
      seen.set(record.id, record)
      if (seen.size === 1) {
        // Behind the pages that are read by now, and before them.
        await store.artifacts.update(all[1200]?.id ?? '', {}, { consumed: 7 })
        await store.artifacts.remove(all[1100]?.id ?? '')
        await store.artifacts.remove(record.id)
      }
    }
    expect(seen.get(all[1200]?.id ?? '')).toMatchObject({ consumed: 7 })
    expect([...seen.keys()]).toEqual(all.map(({ id }) => id).filter((id) => id !== all[1100]?.id))
    await store.artifacts.removeAll({})
  })

  it('sweeps away what should be gone, and nothing else', async () => {
    await store.challenges.insert(challenge('old', { removeAt: 10 }))
    await store.challenges.insert(challenge('just now', { removeAt: 20 }))
    await store.challenges.insert(challenge('new', { removeAt: 20.5 }))
    await store.challenges.insert(challenge('put off', { removeAt: 10 }))
    await store.challenges.update('put off', {}, { removeAt: 30 })
    expect(await store.challenges.sweep(20)).toBe(2)
    expect((await store.challenges.findAll({})).map(({ id }) => id).sort()).toEqual(['new', 'put off'])
  })

  it('keeps records and ciphertexts when it is closed and opened', async () => {
    const template = new Uint8Array(randomBytes(196_800))
    const publicKey = new Uint8Array(sizes.publicKey).fill(3)
    await store.challenges.insert(challenge('one'))
    await store.challenges.update('one', {}, { state: 'taken' })
    await store.ciphertexts.write('a-device', { publicKey, template })
    await reopen()
    expect(await store.challenges.find('one')).toMatchObject({ state: 'taken' })
    const kept = await store.ciphertexts.read('a-device')
    // Memory of its own each, which a thread can be given without the other.
    expect(kept?.template.byteLength).toBe(kept?.template.buffer.byteLength)
    expect(Buffer.compare(kept?.template ?? publicKey, template)).toBe(0)
    expect(Buffer.compare(kept?.publicKey ?? template, publicKey)).toBe(0)
    expect(await store.ciphertexts.list()).toEqual(['a-device'])
    await store.ciphertexts.remove('a-device')
    expect(await store.ciphertexts.list()).toEqual([])
    expect(await store.ciphertexts.read('a-device')).toBeNull()
    await store.ciphertexts.remove('a-device')
  })

  it('shows ciphertexts to nobody before they are whole', async () => {
    const publicKey = new Uint8Array(sizes.publicKey).fill(1)
    const template = new Uint8Array(196_800).fill(2)
    const look = () => store.ciphertexts.read('a-device')
    const writing = store.ciphertexts.write('a-device', { publicKey, template })
    let seen = await look()
    while (seen === null) seen = await look()
    expect(Buffer.compare(seen.publicKey, publicKey)).toBe(0)
    expect(Buffer.compare(seen.template, template)).toBe(0)
    await writing
  })

  it('ends when what was begun has ended', async () => {
    await store.accounts.insert({ id: 'one', clientId: 'site', userId: 'alice', devices: [], version: 0 })
    const change = store.accounts.update('one', {}, { devices: ['a-device'] })
    await reopen()
    expect(await change).toBe(true)
    expect(await store.accounts.find('one')).toMatchObject({ devices: ['a-device'], userId: 'alice' })
  })
})
