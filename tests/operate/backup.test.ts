import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { generateX25519Identity, identityToRecipient } from 'age-encryption'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { backup } from '../../server/backup/backup.ts'
import { collectAccounts } from '../../server/backup/collectAccounts.ts'
import { endingOf } from '../../server/backup/form.ts'
import { openSource, type Source } from '../../server/backup/openSource.ts'
import { readContainer } from '../../server/backup/readContainer.ts'
import { restore } from '../../server/backup/restore.ts'
import { verifyBackup } from '../../server/backup/verifyBackup.ts'
import { checkBackupAge } from '../../server/doctor/checkBackupAge.ts'
import { writeContainer, type AddEntry } from '../../server/backup/writeContainer.ts'
import { checkConfig } from '../../server/config/config.ts'
import { loadKeys } from '../../server/keys/loadKeys.ts'
import { makeSealKey } from '../../server/seal/sealKey.ts'
import { openDocuments } from '../../server/documents/openDocuments.ts'
import { openStore } from '../../server/store/openStore.ts'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { keyAndTemplateHash } from '../../shared/protocol/transcript.ts'
import { Client } from '../verifier/client.ts'
import { alice, openEnrolledWorld } from '../verifier/openEnrolledWorld.ts'
import { person } from '../verifier/people.ts'
import { createRelyingParty } from '../verifier/relyingParty.ts'
import { visit } from '../verifier/visit.ts'
import { openWorld } from '../verifier/world.ts'
import { freshDatabase } from '../store/freshDatabase.ts'
import { openCommand, type CommandLine } from './command.ts'
import { sampleDevice } from '../store/sampleDevice.ts'

describe('a backup', { timeout: 180_000 }, () => {
  let folder: string
  let settings: string
  let made = 0
  const inFolder = (name: string) => join(folder, `${name}-${made++}`)
  const to = (path: string) => ({ to: path, recipient: [], settings, plain: true })
  const encrypted = (path: string) => ({ ...to(path), plain: false })
  const plainly = { withoutRecoveryCodes: false }

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zauth-backup-'))
    settings = join(folder, 'zauth.toml')
    await writeFile(settings, 'issuer = "http://localhost:4000"\n')
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('of a verifier that runs, restored, knows everybody who was enrolled, and what stood in the audit log', async () => {
    const { world, website, client } = await openEnrolledWorld()
    const file = inFolder('backup')
    try {
      // While somebody is in the middle of a sign-in.
      const second = await visit(world.issuer, website, 'alice')
      expect(await backup(checkConfig(world.config), to(file))).toMatch(
        /1 accounts in \d+ entries\.\nIt is NOT encrypted: whoever reads it has the keys/,
      )
      expect((await stat(file)).mode & 0o777).toBe(0o600)
      expect(await client.authenticate(second.offer, alice.image())).toBe(true)
      expect((await readdir(world.config.data)).filter((name) => name.startsWith('.backup-'))).toEqual([])

      const data = inFolder('data')
      expect(await restore(file, { data, ...plainly })).toMatch(/^Restored 1 accounts with 1 devices/)
      expect(await readdir(folder)).not.toContainEqual(expect.stringContaining('restoring'))
      await world.whileStopped(async () => {
        await rm(world.config.data, { recursive: true })
        await restore(file, { data: world.config.data, ...plainly })
      })
      // Same keys: the extension's pinned key signs, so it opens the answer.
      const third = await visit(world.issuer, website, 'alice')
      expect(third.offer.purpose).toBe('verify')
      expect(await client.authenticate(third.offer, alice.image())).toBe(true)
      expect(await readFile(join(data, 'audit.jsonl'), 'utf8')).toMatch(/backup restored/)
    } finally {
      await world.close()
    }
  })

  it('is refused with a byte changed anywhere, and cut off anywhere, and leaves nothing behind', async () => {
    const data = await filled(1)
    const [file, secret, broken] = [inFolder('plain'), inFolder('encrypted'), inFolder('broken')]
    const identity = await generateX25519Identity()
    const identityFile = inFolder('identity')
    await writeFile(identityFile, `# a key\n${identity}\n`, { mode: 0o600 })
    await backup(configFor(data), to(file))
    await backup(configFor(data), { ...encrypted(secret), recipient: [await identityToRecipient(identity)] })
    for (const [path, keys] of [
      [file, {}],
      [secret, { identity: identityFile }],
    ] as const) {
      const whole = await readFile(path)
      expect(await verifyBackup(path, keys)).toContain('is whole')
      const step = Math.floor(whole.length / 25)
      const places = [0, 1, 511, 512, whole.length - 1, whole.length - 70, whole.length - 90, whole.length - 600]
      for (let at = 7; at < whole.length; at += step) places.push(at)
      for (const at of places) {
        const changed = Buffer.from(whole)
        changed[at] = (changed[at] ?? 0) ^ 0x20
        await writeFile(broken, changed)
        await expect(verifyBackup(broken, keys), `byte ${at}`).rejects.toThrow(
          /damaged|passphrase|is not encrypted|is encrypted/,
        )
      }
      for (const length of [0, 300, whole.length >> 1, whole.length - 1]) {
        await writeFile(broken, whole.subarray(0, length))
        await expect(verifyBackup(broken, keys), `${length} bytes`).rejects.toThrow(/damaged|is not encrypted/)
      }
      const changed = Buffer.from(whole)
      changed[whole.length >> 1] = (changed[whole.length >> 1] ?? 0) ^ 1
      await writeFile(broken, changed)
      const restored = inFolder('restored')
      await expect(restore(broken, { data: restored, ...keys, ...plainly })).rejects.toMatchObject({
        code: 'backup_damaged',
      })
      await expect(stat(restored)).rejects.toMatchObject({ code: 'ENOENT' })
    }
    expect(await readdir(folder)).not.toContainEqual(expect.stringContaining('restoring'))
  })

  it('is an age file where a key or a passphrase is named, and opened by nothing else', async () => {
    const data = await filled(1)
    const [file, passphraseFile, wrong] = [inFolder('backup'), inFolder('passphrase'), inFolder('wrong')]
    await writeFile(passphraseFile, 'correct horse battery\n', { mode: 0o600 })
    await writeFile(wrong, 'wrong horse battery\n', { mode: 0o600 })
    await backup(configFor(data), { ...encrypted(file), passphraseFile })
    expect((await readFile(file)).subarray(0, 21).toString()).toBe('age-encryption.org/v1')
    expect(await readFile(file, 'latin1')).not.toContain('user-0')
    expect(await verifyBackup(file, { passphraseFile })).toContain('1 devices')
    await expect(verifyBackup(file, { passphraseFile: wrong })).rejects.toThrow(
      `--passphrase-file: ${file} was encrypted by another passphrase than the one in ${wrong}`,
    )
    await expect(verifyBackup(file, {})).rejects.toThrow(
      `${file} is encrypted by a passphrase: Expected --passphrase-file`,
    )
    await chmod(passphraseFile, 0o644)
    await expect(verifyBackup(file, { passphraseFile })).rejects.toThrow(`chmod 600 ${passphraseFile}`)
    await writeFile(wrong, 'short')
    await expect(backup(configFor(data), { ...encrypted(inFolder('no')), passphraseFile: wrong })).rejects.toThrow(
      '--passphrase-file: Expected 12 characters or more',
    )
    await expect(
      backup(configFor(data), { ...encrypted(inFolder('no')), recipient: ['age1nonsense'] }),
    ).rejects.toThrow('--recipient: Expected a public key of age')
  })

  it('tells a wrong identity from a wrong passphrase, and says which of the two opens it', async () => {
    const data = await filled(1)
    const [file, own, other, passphraseFile] = [inFolder('b'), inFolder('own'), inFolder('other'), inFolder('words')]
    const identity = await generateX25519Identity()
    await writeFile(own, identity, { mode: 0o600 })
    await writeFile(other, await generateX25519Identity(), { mode: 0o600 })
    await writeFile(passphraseFile, 'correct horse battery\n', { mode: 0o600 })
    await backup(configFor(data), { ...encrypted(file), recipient: [await identityToRecipient(identity)] })
    const complaint = `--identity: ${file} was encrypted for another key than any in ${other}`
    await expect(verifyBackup(file, { identity: other })).rejects.toThrow(complaint)
    const wanted = `${file} is encrypted for a key: Expected --identity`
    await expect(verifyBackup(file, { passphraseFile })).rejects.toThrow(wanted)
    await expect(verifyBackup(file, {})).rejects.toThrow(wanted)
    expect(await verifyBackup(file, { identity: own })).toContain('is whole')
  })

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

  it('is in clear only where that is asked for by its own word', async () => {
    const data = await filled(1)
    const file = inFolder('backup')
    await expect(backup(configFor(data), encrypted(file))).rejects.toThrow(
      'Expected this, or --passphrase-file, or --plain for one that is not encrypted',
    )
    await expect(stat(file)).rejects.toMatchObject({ code: 'ENOENT' })
    const recipient = [await identityToRecipient(await generateX25519Identity())]
    await expect(backup(configFor(data), { ...to(file), recipient })).rejects.toThrow(
      '--plain: Expected no --recipient',
    )
    expect(await backup(configFor(data), { ...encrypted(file), recipient })).not.toContain('NOT encrypted')
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

  it('is restored into no place where a disk is mounted, and says so before it reads it', async (context) => {
    const mounts = (await readFile('/proc/self/mounts', 'utf8').catch(() => '')).split('\n')
    const isEmpty = async (path: string) => (await readdir(path).catch(() => ['?'])).length === 0
    for (const path of mounts.map((line) => line.split(' ')[1] ?? '').filter(Boolean)) {
      const [found, around] = await Promise.all([stat(path).catch(() => null), stat(dirname(path)).catch(() => null)])
      if (found === null || found.dev === around?.dev || !(await isEmpty(path))) continue
      await expect(restore(join(folder, 'none'), { data: path, ...plainly })).rejects.toThrow('A disk is mounted at')
      return
    }
    context.skip()
  })

  it('of more entries than a manifest holds has parts of it, each checked', async () => {
    const path = inFolder('backup')
    const fill = async (add: AddEntry) => {
      await add('zauth-backup.json', Buffer.from(JSON.stringify({ version: 1, madeAt: 1, issuer: 'http://localhost' })))
      for (let i = 0; i < 25; i++) await add(`ciphertexts/d${i}.bin`, Buffer.from([i]))
    }
    expect(await writeContainer(path, null, fill, 10)).toBe(26)
    const seen: string[] = []
    const { entries } = await readContainer(path, null, (name) => Promise.resolve(void seen.push(name)))
    expect([entries, seen.length, seen.at(-1)]).toEqual([26, 25, 'ciphertexts/d24.bin'])
    // With the right hash behind it, and the hash of one entry wrong in the first part.
    const text = await readFile(path, 'latin1')
    const tar = text.slice(0, text.lastIndexOf('zauth-backup-sha256:'))
    const [sha256 = ''] = /[0-9a-f]{64}/.exec(tar) ?? []
    const forged = Buffer.from(tar.replace(sha256, sha256.replace(/./g, 'a')), 'latin1')
    await writeFile(
      path,
      Buffer.concat([forged, Buffer.from(endingOf(createHash('sha256').update(forged).digest('hex')))]),
    )
    await expect(readContainer(path, null, () => Promise.resolve())).rejects.toMatchObject({
      detail: 'not what its manifest says',
    })
  })

  it('overwrites nothing, is restored into an empty folder only, and says so in a sentence', async () => {
    const data = await filled(1)
    const file = inFolder('backup')
    await backup(configFor(data), to(file))
    await expect(backup(configFor(data), to(file))).rejects.toThrow(`--to: ${file} is there already`)
    await expect(restore(file, { data, ...plainly })).rejects.toThrow('is not empty')
    const nowhere = join(folder, 'no', 'where')
    await expect(restore(file, { data: nowhere, ...plainly })).rejects.toThrow('--data: There is no folder')
    const empty = inFolder('empty')
    await mkdir(empty)
    await restore(file, { data: empty, ...plainly })
    await expect(verifyBackup(settings, {})).rejects.toMatchObject({ code: 'backup_damaged' })
    const left = join(empty, 'restored-zauth.toml')
    expect(await restore(file, { data: inFolder('again'), ...plainly })).toContain('for you alone (mode 0600)')
    expect((await stat(left)).mode & 0o777).toBe(0o600)
  })

  it('brings back tries and recovery codes, the codes only if that is wanted, and no ticket that may have been used', async () => {
    const data = await filled(1)
    const store = await openStore({ data })
    await store.tries.insert({ id: 'a0', failures: 7, notBefore: 5 })
    await store.recoveryCodes.insert({ id: 'code', account: 'a0', set: 's', hash: 'pbkdf2' })
    await store.recoveryCodes.insert({ id: 'nobody’s', account: 'gone', set: 's', hash: 'pbkdf2' })
    await store.enrolmentTickets.insert({ id: 'ticket', account: 'a0', removeAt: Date.now() + 1e9 })
    await store.close()
    const file = inFolder('backup')
    await backup(configFor(data), to(file))
    for (const [withoutRecoveryCodes, codes] of [
      [false, ['code']],
      [true, []],
    ] as const) {
      const restored = inFolder('data')
      expect(await restore(file, { data: restored, withoutRecoveryCodes })).toContain(
        '1 enrolment tickets were left out',
      )
      const opened = await openStore({ data: restored })
      expect(await opened.tries.find('a0')).toMatchObject({ failures: 7, notBefore: 5 })
      expect((await opened.recoveryCodes.findAll({})).map(({ id }) => id)).toEqual(codes)
      expect(await opened.enrolmentTickets.findAll({})).toEqual([])
      await opened.close()
    }
  })

  it('of what is sealed is taken only encrypted, and may be sealed again as it is restored', async () => {
    const key = inFolder('key')
    await makeSealKey(key)
    const data = await filled(2, key)
    const [file, identity, restored] = [inFolder('backup'), inFolder('identity'), inFolder('restored')]
    const secret = await generateX25519Identity()
    await writeFile(identity, secret, { mode: 0o600 })
    await expect(backup(configFor(data, key), to(file))).rejects.toThrow('What is sealed goes into no backup in clear')
    await backup(configFor(data, key), { ...encrypted(file), recipient: [await identityToRecipient(secret)] })
    const sealWith = inFolder('nokey')
    await expect(restore(file, { data: restored, identity, sealWith, ...plainly })).rejects.toThrow(
      `--seal-with: Expected a file that can be read, and ${sealWith} is none`,
    )
    expect(await restore(file, { data: restored, identity, sealWith: key, ...plainly })).toContain(
      `${join(restored, 'restored-zauth.toml')}, in clear though the rest is sealed`,
    )
    expect(await readFile(join(restored, 'records/accounts.db'), 'utf8')).not.toContain('user-0')
    const store = await openStore({ data: restored, sealWith: key })
    expect((await store.accounts.findAll({})).map(({ userId }) => userId).sort()).toEqual(['user-0', 'user-1'])
    await store.close()
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

  describe('by command', () => {
    let command: CommandLine
    beforeAll(async () => {
      command = await openCommand()
    })
    afterAll(() => command.close())

    it('killed in the middle leaves nothing half under its name, and the next one is whole: all who were told that they are enrolled sign in', async () => {
      const world = await openWorld()
      const file = inFolder('backup')
      try {
        await writeFile(settings, `issuer = "${world.issuer}"\ndata = "${world.config.data}"\n`)
        const website = await createRelyingParty(world.issuer)
        const enrolled: { name: string; client: Client; number: number }[] = []
        const over = new AbortController()
        const enrolling = (async () => {
          for (let number = 1; !over.signal.aborted && number < 6; number++) {
            const name = `person-${number}`
            const client = await Client.create(world)
            const arrival = await visit(world.issuer, website, name)
            await client.enrol(arrival.offer, person(number))
            if (await client.authenticate(arrival.offer, person(number).image()))
              enrolled.push({ name, client, number })
          }
        })()
        while (enrolled.length === 0) await setTimeout(5)
        const place = { cwd: folder }
        const killed = command.begin(place, 'backup', '--plain', '--to', file)
        const ended = once(killed, 'exit')
        const isBegun = async () =>
          (await readdir(folder)).some((name) => name.startsWith(`${basename(file)}.`) && name.endsWith('~'))
        while (killed.exitCode === null && !(await isBegun())) await setTimeout(1)
        killed.kill('SIGKILL')
        await ended
        // On a slow machine it has come to its end by then.
        if ((await stat(file).catch(() => null)) !== null) {
          expect(await verifyBackup(file, {})).toContain('is whole')
          await rm(file)
        }

        const acknowledged = [...enrolled]
        expect(await command.zauth(place, 'backup', '--plain', '--to', file)).toMatchObject({ code: 0, err: '' })
        over.abort()
        await enrolling
        expect(await command.zauth(place, 'backup', 'verify', file)).toMatchObject({ code: 0, err: '' })
        await world.whileStopped(async () => {
          await rm(world.config.data, { recursive: true })
          expect(await command.zauth(place, 'restore', file, '--data', world.config.data)).toMatchObject({ code: 0 })
        })
        for (const { name, client, number } of acknowledged) {
          const arrival = await visit(world.issuer, website, name)
          expect(await client.authenticate(arrival.offer, person(number).image())).toBe(true)
        }
      } finally {
        await world.close()
      }
    })

    it('says in a sentence and by its exit code what is wrong', async () => {
      const place = { cwd: folder }
      const nonsense = inFolder('nonsense')
      await writeFile(nonsense, 'no backup of anything, but long enough to be looked at in earnest'.repeat(40))
      const data = await filled(1)
      await writeFile(settings, `issuer = "http://localhost:4000"\ndata = "${data}"\n`)
      const none = join(folder, 'none')
      const bad: [number, string, ...string[]][] = [
        [2, 'or --plain for one that is not encrypted', 'backup'],
        [2, `--to: There is no folder ${none}`, 'backup', '--plain', '--to', join(none, 'backup')],
        [2, `--to: Expected a folder, and ${nonsense} is none`, 'backup', '--plain', '--to', join(nonsense, 'backup')],
        [2, `--to: ${nonsense} is there already`, 'backup', '--plain', '--to', nonsense],
        [2, `and ${none} is none`, 'backup', '--to', folder, '--passphrase-file', none],
        [2, `and ${folder} is none`, 'backup', '--to', folder, '--passphrase-file', folder],
        [1, 'is no backup of ZAuth', 'backup', 'verify', nonsense],
        [2, `${none} cannot be read: there is no such file or folder`, 'backup', 'verify', none],
        [2, `${folder} cannot be read: it is a folder`, 'backup', 'verify', folder],
        [2, `and ${folder} is none`, 'backup', 'verify', nonsense, '--identity', folder],
        [2, `${folder} cannot be read: it is a folder`, 'restore', folder, '--data', none],
        [2, `${none} cannot be read: there is no such file`, 'restore', none, '--data', inFolder('data')],
        [1, 'is no backup of ZAuth', 'restore', nonsense, '--data', none],
        [2, `and ${nonsense} is none`, 'restore', nonsense, '--data', nonsense],
        [2, `--data: There is no folder ${none}`, 'restore', nonsense, '--data', join(none, 'data')],
        [2, '--data: Expected a folder to be made', 'restore', nonsense, '--data', join(nonsense, 'data')],
        [2, `--data: /proc/data cannot be made: `, 'restore', nonsense, '--data', '/proc/data'],
        [2, `and ${folder} is none`, 'restore', nonsense, '--data', none, '--seal-with', folder],
      ]
      for (const [code, words, ...asked] of bad) {
        if (asked.includes('/proc/data') && process.platform !== 'linux') continue
        const said = await command.zauth(place, ...asked)
        expect([asked, said.code, said.err.split('\n')]).toEqual([
          asked,
          code,
          [expect.stringContaining(words) as string, ''],
        ])
      }
    })
  })

  const configFor = (data: string, sealWith?: string) =>
    checkConfig({ issuer: 'http://localhost:4000', data, ...(sealWith !== undefined && { sealWith }) })

  async function addDevice(store: Awaited<ReturnType<typeof openStore>>, id: string, account: string): Promise<string> {
    const publicKey = new Uint8Array(sizes.publicKey).fill(id.charCodeAt(1))
    const template = new Uint8Array(1000).fill(id.length)
    const keyAndTemplate = toBase64url(await keyAndTemplateHash(publicKey, template))
    await store.ciphertexts.write(id, { publicKey, template })
    await store.devices.insert(sampleDevice(id, { account, keyAndTemplate }))
    return id
  }

  /** A data folder of some people, as a verifier leaves it. */
  async function filled(people: number, sealWith?: string): Promise<string> {
    const data = inFolder('data')
    await mkdir(data)
    const world = { data, ...(sealWith !== undefined && { sealWith }) }
    const store = await openStore(world)
    for (let i = 0; i < people; i++) {
      const device = await addDevice(store, `d${i}`, `a${i}`)
      await store.accounts.insert({ id: `a${i}`, clientId: 's', userId: `user-${i}`, devices: [device], version: 0 })
    }
    await store.close()
    await loadKeys(await openDocuments(world))
    return data
  }
})
