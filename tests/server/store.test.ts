import { appendFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openNedbStore } from '../../server/store/embedded/openNedbStore.ts'
import { sampleChallenge } from '../store/sampleChallenge.ts'

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
      await store.challenges.insert(sampleChallenge(`${failures}`))
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
