import { mkdir, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { backup } from '../../server/backup/backup.ts'
import { collectAccounts } from '../../server/backup/collectAccounts.ts'
import { openSource, type Source } from '../../server/backup/openSource.ts'
import { restore } from '../../server/backup/restore.ts'
import { verifyBackup } from '../../server/backup/verifyBackup.ts'
import { writeContainer } from '../../server/backup/writeContainer.ts'
import { checkConfig } from '../../server/config/config.ts'
import { checkBackupAge } from '../../server/doctor/checkBackupAge.ts'
import { openDocuments } from '../../server/documents/openDocuments.ts'
import { loadKeys } from '../../server/keys/loadKeys.ts'
import { openStore } from '../../server/store/openStore.ts'
import { freshDatabase } from '../store/freshDatabase.ts'
import { addDevice } from './fillData.ts'
import { plainly, useBackupFolder } from './useBackupFolder.ts'

describe('a backup', { timeout: 180_000 }, () => {
  const { folder, inFolder, to, configFor, filled } = useBackupFolder()

  it('is written while accounts are still being read, of which there may be any number', async () => {
    const data = inFolder('data')
    await mkdir(data)
    const store = await openStore({ data })
    const accounts = Array.from({ length: 2500 }, (_, i) => ({ id: `a${i}`, clientId: 's', userId: `${i}` }))
    await Promise.all(accounts.map((account) => store.accounts.insert({ ...account, devices: [], version: 0 })))
    await using source = await openSource({ data }, null)
    let read = 0
    async function* counted<R>(records: AsyncIterable<R>): AsyncIterable<R> {
      for await (const record of records) {
        read += 1
        yield record
      }
    }
    const counting: Source = {
      ...source,
      async look() {
        const records = await source.look()
        return { ...records, accounts: { ...records.accounts, each: (match) => counted(records.accounts.each(match)) } }
      },
    }
    const readBy: [string, number][] = []
    const found = await collectAccounts(counting, (name) => Promise.resolve(void readBy.push([name, read])))
    expect(found).toEqual({ accounts: 2500, devices: 0, lost: 0 })
    expect(readBy).toEqual([
      ['records/accounts-000001.jsonl', 1000],
      ['records/accounts-000002.jsonl', 2000],
      ['records/accounts-000003.jsonl', 2500],
    ])
    await store.close()
  })

  it('gets a name with its date and time in a folder, however often the same command is given', async () => {
    const data = await filled(1)
    const backups = inFolder('backups')
    await mkdir(backups)
    for (const ending of ['~', '.0123abcd~']) {
      const left = join(backups, `zauth-2026-01-31T08-00-00Z.tar${ending}`)
      await writeFile(left, 'half of one')
      await utimes(left, 0, 0)
    }
    await backup(configFor(data), to(backups))
    await backup(configFor(data), to(backups))
    const names = await readdir(backups)
    expect(names).toHaveLength(2)
    for (const name of names) {
      expect(name).toMatch(/^zauth-\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ(-2)?\.tar$/)
      expect(await verifyBackup(join(backups, name), {})).toContain('is whole')
    }
  })

  it('takes the place of nothing that came there while it was made', async () => {
    const path = inFolder('backup')
    const making = writeContainer(path, null, async (add) => {
      await add('zauth-backup.json', Buffer.from('{}'))
      await writeFile(path, 'somebody else’s')
    })
    await expect(making).rejects.toThrow('it is there already, and is left as it is')
    expect(await readFile(path, 'utf8')).toBe('somebody else’s')
    expect((await readdir(folder)).filter((name) => name.endsWith('~'))).toEqual([])
  })

  it('made twice under one name at the same moment is there once, and whole', async () => {
    const path = inFolder('backup')
    const begun = new Set<string>()
    const write = (name: string) =>
      writeContainer(path, null, async (add) => {
        await add('zauth-backup.json', Buffer.from(`{"by":"${name}"}`))
        begun.add(name)
        while (begun.size < 2) await setTimeout(1)
      })
    const made = await Promise.allSettled([write('one'), write('two')])
    const failed = made.filter(({ status }) => status === 'rejected')
    expect(failed).toMatchObject([{ reason: { message: expect.stringContaining('it is there already') as string } }])
    const [winner = ''] = ['one', 'two'].filter((_, i) => made[i]?.status === 'fulfilled')
    const bytes = await readFile(path)
    expect(bytes.includes(`{"by":"${winner}"}`)).toBe(true)
    expect((await readdir(folder)).filter((name) => name.endsWith('~'))).toEqual([])
  })

  it('holds each account as it was at one moment, while devices are renewed and revoked as fast as they can be', async () => {
    const data = await filled(12)
    const store = await openStore({ data })
    const over = new AbortController()
    let renewed = 0
    const renewing = (async () => {
      // As a verifier does it: the new device whole, then the account, then the old one goes.
      while (!over.signal.aborted) {
        const id = `a${renewed % 12}`
        const account = await store.accounts.find(id)
        const old = account?.devices[0] ?? ''
        const device = await addDevice(store, `r${renewed++}`, id)
        await store.accounts.update(id, {}, { devices: [device], version: (account?.version ?? 0) + 1 })
        await store.devices.remove(old)
        await store.ciphertexts.remove(old)
      }
    })()
    const files: string[] = []
    for (let i = 0; i < 4; i++) {
      const file = inFolder('backup')
      expect(await backup(configFor(data), to(file))).not.toContain('lost')
      files.push(file)
    }
    over.abort()
    await renewing
    await store.close()
    expect(renewed).toBeGreaterThan(4)
    for (const file of files) {
      const restored = inFolder('data')
      await restore(file, { data: restored, ...plainly })
      const opened = await openStore({ data: restored })
      for (const { devices } of await opened.accounts.findAll({})) {
        expect(devices).toHaveLength(1)
        expect(await opened.devices.find(devices[0] ?? '')).not.toBeNull()
        expect(await opened.ciphertexts.read(devices[0] ?? '')).not.toBeNull()
      }
      expect(await opened.ciphertexts.list()).toHaveLength(12)
      await opened.close()
    }
  })

  it('says how many devices the disk has lost, and has everybody else', async () => {
    const data = await filled(3)
    await rm(join(data, 'devices', 'd1.bin'))
    const file = inFolder('backup')
    expect(await backup(configFor(data), to(file))).toContain('1 devices are lost on the disk already')
    expect(await restore(file, { data: inFolder('data'), ...plainly })).toContain('3 accounts with 2 devices')
  })

  it('of a database is the same file, and is restored into a folder', async () => {
    const database = await freshDatabase()
    try {
      const [data, file, restored] = [inFolder('data'), inFolder('backup'), inFolder('restored')]
      await mkdir(data)
      const place = { data, database: database.url }
      const store = await openStore(place)
      const device = await addDevice(store, 'd0', 'a0')
      await store.accounts.insert({ id: 'a0', clientId: 's', userId: 'user\0-0', devices: [device], version: 0 })
      const documents = await openDocuments(place, store.database)
      await loadKeys(documents)
      const keys = await documents.read('keys')
      await backup(checkConfig({ issuer: 'http://localhost:4000', ...place }), to(file))
      await store.close()
      await restore(file, { data: restored, ...plainly })
      const opened = await openStore({ data: restored })
      expect(await opened.accounts.findAll({})).toMatchObject([{ userId: 'user\0-0', devices: [device] }])
      expect(await opened.ciphertexts.list()).toEqual([device])
      expect((await (await openDocuments({ data: restored })).read('keys'))?.text).toBe(keys?.text)
      await opened.close()
    } finally {
      await database.drop()
    }
  })

  it.each(['that is not there', 'that nobody can write to'])(
    'of a database needs no data folder, and leaves one alone %s',
    async (which) => {
      const database = await freshDatabase()
      try {
        const data = which === 'that is not there' || process.platform !== 'linux' ? inFolder('nowhere') : '/proc'
        const place = { data, database: database.url }
        const config = checkConfig({ issuer: 'http://localhost:4000', ...place })
        const documents = await openDocuments(place)
        await loadKeys(documents)
        await documents.close()
        const file = inFolder('backup')
        await backup(config, to(file))
        expect(await verifyBackup(file, {})).toContain('is whole')
        expect(await checkBackupAge(config, Date.now() + 60_000)).toMatchObject([{ verdict: 'ok' }])
        if (data !== '/proc') expect(await readdir(folder)).not.toContain(basename(data))
      } finally {
        await database.drop()
      }
    },
  )
})
