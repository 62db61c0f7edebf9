import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDocuments } from '../../server/documents/openDocuments.ts'
import { loadKeys } from '../../server/keys/loadKeys.ts'
import { reseal } from '../../server/seal/reseal.ts'
import { readSealKey } from '../../server/seal/sealKey.ts'
import { openPlainStore, openStore } from '../../server/store/openStore.ts'
import type { Device } from '../../server/store/records.ts'
import { keyAndTemplateHash } from '../../shared/protocol/transcript.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { freshDatabase } from '../store/freshDatabase.ts'
import { sampleDevice } from '../store/sampleDevice.ts'
import { bytesIn } from './bytesIn.ts'
import { openCommand, type CommandLine } from './command.ts'
import { useSealKeys } from './useSealKeys.ts'

describe('what is stored under a key of the operator’s', { timeout: 180_000 }, () => {
  const { key, other, data } = useSealKeys()

  describe('by `zauth seal`', () => {
    const people = 150
    let command: CommandLine
    let planted: Buffer
    let signingKey: string
    beforeAll(async () => {
      command = await openCommand()
      planted = randomBytes(48)
    })
    afterAll(() => command.close())

    /** Data in clear of many people, whose ciphertexts begin with the planted bytes. */
    async function filled(): Promise<{ cwd: string; data: string; records: Device[] }> {
      const cwd = await data()
      const path = join(cwd, 'data')
      expect(
        await command.zauth({ cwd }, 'init', '--data', path, '--website', 'S', '--redirect', 'https://s.example/'),
      ).toMatchObject({ code: 0 })
      const documents = await openDocuments({ data: path })
      await loadKeys(documents)
      signingKey = /"d": *"([\w-]+)"/.exec((await documents.read('keys'))?.text ?? '')?.[1] ?? ''
      expect(signingKey).not.toBe('')
      const store = await openStore({ data: path })
      const records: Device[] = []
      const add = async (i: number) => {
        const publicKey = new Uint8Array(sizes.publicKey)
        publicKey.set(planted, 100)
        const template = new Uint8Array(1000).fill(i)
        const keyAndTemplate = Buffer.from(await keyAndTemplateHash(publicKey, template)).toString('base64url')
        const device = sampleDevice(`d${i}`, { account: `a${i}`, keyAndTemplate })
        await store.accounts.insert({
          id: `a${i}`,
          clientId: 's',
          userId: `planted-name-${i}`,
          devices: [device.id],
          version: 0,
        })
        await store.devices.insert(device)
        if (i < 20) await store.ciphertexts.write(device.id, { publicKey, template })
        records.push(device)
      }
      await Promise.all(Array.from({ length: people }, (_, i) => add(i)))
      await store.close()
      return { cwd, data: path, records }
    }
    const isPlanted = async (path: string) => {
      const disk = await bytesIn(path)
      return [disk.includes('planted-name'), disk.includes(planted), disk.includes(signingKey)]
    }

    it('goes over from the clear, to another key, and back, with all that was there', async () => {
      const { cwd, data: path, records } = await filled()
      expect(await isPlanted(path)).toEqual([true, true, true])
      const withKey = { cwd, env: { ZAUTH_SEAL_WITH: key } }
      expect((await command.zauth(withKey, 'seal', 'on')).out).toBe(
        `Sealed ${2 * people} records and the ciphertexts of 20 devices, the keys and the registered websites.\n`,
      )
      expect(await isPlanted(path)).toEqual([false, false, false])
      expect(await command.zauth(withKey, 'seal', 'on')).toMatchObject({
        code: 2,
        err: 'seal: All is sealed by this key\n',
      })
      expect((await command.zauth(withKey, 'clients', 'list')).out).toMatch(/^\S+ +S +oidc +registered/m)
      expect(await command.zauth(withKey, 'seal', 'rotate', '--to', other)).toMatchObject({ code: 0, err: '' })
      await expect(openStore({ data: path, sealWith: key })).rejects.toThrow('holds another')
      const store = await openStore({ data: path, sealWith: other })
      expect((await store.devices.findAll({})).sort(byId)).toEqual([...records].sort(byId))
      await store.close()
      expect(await command.zauth({ cwd, env: { ZAUTH_SEAL_WITH: other } }, 'seal', 'off')).toMatchObject({ code: 0 })
      expect(await isPlanted(path)).toEqual([true, true, true])
      expect((await command.zauth({ cwd }, 'clients', 'list')).out).toMatch(/registered/)
      // Who has left sealWith in the settings hears what it is about.
      expect((await command.zauth({ cwd, env: { ZAUTH_SEAL_WITH: other } }, 'clients', 'list')).err).toMatch(
        /^sealWith: What is stored is in clear since "zauth seal off": take sealWith out of the settings\. .*\n$/,
      )
    })

    it('changes nothing when something is damaged, says what, and lets the verifier start as before', async () => {
      const { data: path } = await filled()
      const [one, another] = [await readSealKey(key), await readSealKey(other)]
      const damage = async () => {
        const file = join(path, 'devices', 'd3.bin')
        const whole = await readFile(file)
        const bytes = Buffer.from(whole)
        bytes[200] = (bytes[200] ?? 0) ^ 1
        await writeFile(file, bytes)
        return () => writeFile(file, whole)
      }
      const says =
        'seal: Nothing was changed, since this is damaged: the ciphertexts of the device d3. Next: zauth doctor'
      let mend = await damage()
      await expect(reseal({ data: path }, null, one)).rejects.toThrow(says)
      await (await openStore({ data: path })).close()
      await mend()
      expect(await reseal({ data: path }, null, one)).toMatchObject({ devices: 20 })
      mend = await damage()
      await expect(reseal({ data: path }, one, another)).rejects.toThrow(says)
      await (await openStore({ data: path, sealWith: key })).close()
      await mend()
      const plain = await openPlainStore({ data: path })
      await plain.accounts.insert({ id: 'planted', clientId: 's', userId: 'u', devices: [], version: 0 })
      await plain.close()
      await expect(reseal({ data: path }, one, null)).rejects.toThrow('the record planted of accounts')
      await (await openStore({ data: path, sealWith: key })).close()
    })

    it('says in the audit log what it did, each time', async () => {
      const cwd = await data()
      const path = join(cwd, 'data')
      await command.zauth({ cwd }, 'init', '--data', path, '--website', 'S', '--redirect', 'https://s.example/')
      await loadKeys(await openDocuments({ data: path }))
      for (const [sealWith, ...words] of [
        [key, 'on'],
        [key, 'rotate', '--to', other],
        [other, 'off'],
      ] as const) {
        const place = { cwd, env: { ZAUTH_SEAL_WITH: sealWith } }
        expect(await command.zauth(place, 'seal', ...words)).toMatchObject({ code: 0, err: '' })
      }
      const { out } = await command.zauth({ cwd }, 'audit', 'show')
      expect(out).toMatch(/store sealed {2}operator: seal on\n.*seal key changed {2}operator: seal rotate\n/)
      expect(out).toMatch(/store unsealed {2}operator: seal off\n$/)
      expect(await command.zauth({ cwd }, 'audit', 'verify')).toMatchObject({ code: 0 })
    })

    it('changes no database that a verifier is connected to, and leaves it as it was', async () => {
      const database = await freshDatabase()
      const path = await data()
      const settings = { data: path, database: database.url }
      try {
        const running = await openStore(settings)
        await running.accounts.insert({ id: 'a', clientId: 's', userId: 'planted', devices: [], version: 0 })
        const sealer = await readSealKey(key)
        await expect(reseal(settings, null, sealer)).rejects.toThrow('database: A verifier is connected to it')
        expect(await running.accounts.find('a')).toMatchObject({ userId: 'planted' })
        const noted = await openDocuments(settings)
        expect(await noted.read('seal')).toBe(null)
        await noted.close()
        await running.close()
        await (await openStore(settings)).close()

        expect(await reseal(settings, null, sealer)).toEqual({ records: 1, devices: 0 })
        const sealed = await openStore({ ...settings, sealWith: key })
        expect(await sealed.accounts.find('a')).toMatchObject({ userId: 'planted' })
        await sealed.close()
      } finally {
        await database.drop()
      }
    })

    it('seals a database where there is no data folder', async () => {
      const database = await freshDatabase()
      const cwd = await data()
      const lines = ['issuer = "http://localhost:1"', 'data = "/nowhere"', `database = "${database.url}"`]
      await writeFile(join(cwd, 'zauth.toml'), `${lines.join('\n')}\nsealWith = "${key}"\n`, { mode: 0o600 })
      try {
        expect(await command.zauth({ cwd }, 'seal', 'on')).toMatchObject({ code: 0, err: '' })
      } finally {
        await database.drop()
      }
    })

    it('says in a sentence, by code 2, which path is wrong', async () => {
      const cwd = await data()
      await command.zauth({ cwd }, 'init', '--data', join(cwd, 'data'), '--no-website')
      const none = join(cwd, 'none')
      for (const [sealWith, words, ...asked] of [
        ['', `--out: ${none}/key cannot be made: there is no such file or folder`, 'key', '--out', `${none}/key`],
        ['', `--out: ${cwd} cannot be made: it is there already, and is left as it is`, 'key', '--out', cwd],
        ['', 'sealWith is missing: Expected the path of a key (zauth seal key)', 'on'],
        ['', 'sealWith is missing: Expected the path of the key that what is stored is sealed with', 'off'],
        [none, `sealWith: Expected a file that can be read, and ${none} is none`, 'on'],
        [cwd, `sealWith: Expected a file that can be read, and ${cwd} is none`, 'on'],
        [key, `--to: Expected a file that can be read, and ${none} is none`, 'rotate', '--to', none],
      ] as const) {
        const said = await command.zauth({ cwd, env: { ZAUTH_SEAL_WITH: sealWith } }, 'seal', ...asked)
        expect([asked, said]).toEqual([asked, { code: 2, out: '', err: `${words}\n` }])
      }
    })

    it('loses nothing when it is killed again and again, says so, and goes on when it is told once more', async () => {
      const { cwd, data: path, records } = await filled()
      const place = { cwd, env: { ZAUTH_SEAL_WITH: key } }
      const note = () => readFile(join(path, 'seal.json'), 'utf8').catch(() => '')
      for (const moreMilliseconds of [0, 200, 300, 400]) {
        const child = command.begin(place, 'seal', 'on')
        const ended = once(child, 'exit')
        await Promise.race([until(async () => (await note()).includes('changing')), ended])
        await setTimeout(moreMilliseconds)
        child.kill('SIGKILL')
        await ended
        if (moreMilliseconds > 0) continue
        expect(await note()).toContain('changing')
        await expect(openStore({ data: path, sealWith: key })).rejects.toThrow('Run the same "zauth seal" again')
        await expect(reseal({ data: path }, await readSealKey(other), null)).rejects.toThrow(
          'Another change was interrupted',
        )
      }
      // On a fast machine the last may have come to its end.
      if ((await note()).includes('changing'))
        expect(await command.zauth(place, 'seal', 'on')).toMatchObject({ code: 0, err: '' })
      expect(await isPlanted(path)).toEqual([false, false, false])
      const store = await openStore({ data: path, sealWith: key })
      expect((await store.devices.findAll({})).sort(byId)).toEqual([...records].sort(byId))
      expect(await store.ciphertexts.read('d7')).toMatchObject({ template: new Uint8Array(1000).fill(7) })
      await store.close()
    })
  })
})

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await setTimeout(1)
}

const byId = (one: Device, another: Device): number => (one.id < another.id ? -1 : 1)
