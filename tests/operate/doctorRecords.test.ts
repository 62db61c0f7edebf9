import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { checkConfig, type VerifierConfig } from '../../server/config/config.ts'
import { checkRecords } from '../../server/doctor/checkRecords.ts'
import { checkStored } from '../../server/doctor/checkStored.ts'
import { examine } from '../../server/doctor/examine.ts'
import type { Finding } from '../../server/doctor/finding.ts'
import { makeSealKey } from '../../server/seal/sealKey.ts'
import { openStore } from '../../server/store/openStore.ts'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { keyAndTemplateHash } from '../../shared/protocol/transcript.ts'
import { freePort } from '../../tools/freePort.ts'
import { freshDatabase } from '../store/freshDatabase.ts'
import { sampleDevice } from '../store/sampleDevice.ts'
import { trouble, verdicts } from './readFindings.ts'

describe('`zauth doctor`', () => {
  let folder: string
  let config: VerifierConfig
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zauth-doctor-'))
    config = checkConfig({ issuer: `http://localhost:${await freePort()}`, data: folder })
  })
  afterAll(() => rm(folder, { recursive: true }))

  describe('reads everything that is stored, and names what is damaged', () => {
    const names = ['one', 'two', 'three', 'four']

    /** People with a device each, as a verifier leaves them, after something has happened to them. */
    async function after(
      damage: (data: string) => Promise<unknown>,
      more: Partial<Pick<VerifierConfig, 'sealWith' | 'database'>> = {},
    ): Promise<readonly Finding[]> {
      const data = await mkdtemp(join(folder, 'data-'))
      const own = { ...config, data, ...more }
      const store = await openStore(own)
      for (const name of names) {
        const publicKey = new Uint8Array(sizes.publicKey).fill(name.length)
        const template = new Uint8Array(1000)
        const keyAndTemplate = toBase64url(await keyAndTemplateHash(publicKey, template))
        await store.ciphertexts.write(name, { publicKey, template })
        await store.devices.insert(sampleDevice(name, { account: `a-${name}`, keyAndTemplate }))
        const account = { id: `a-${name}`, clientId: 's', userId: `user ${name}`, devices: [name], version: 0 }
        await store.accounts.insert(account)
      }
      await store.close()
      await damage(data)
      return await checkRecords(own)
    }
    const says = (findings: readonly Finding[]) => findings.map(({ verdict, says: said }) => `${verdict}: ${said}`)
    const change = async (path: string, at: (text: string) => string) => {
      await writeFile(path, at(await readFile(path, 'latin1')), 'latin1')
    }

    it('and nothing else', async () => {
      expect(says(await after(() => Promise.resolve()))).toEqual([
        'ok: 8 records can be read, and the ciphertexts of 4 devices are those that were enrolled.',
      ])
    })

    it('a file of records of which a line cannot be read', async () => {
      const findings = await after((data) =>
        change(join(data, 'records/accounts.db'), (text) => text.replace('{"id":"a-two"', '{"id:"a-two"')),
      )
      expect(says(findings)).toEqual([
        expect.stringMatching(/^wrong: data: \S+accounts\.db is damaged \(1 of its lines cannot be read\)/),
      ])
      expect(findings[0]?.mend).toContain('zauth restore FILE --data FOLDER')
    })

    it('a record that has not what it must have', async () => {
      const findings = await after((data) =>
        change(join(data, 'records/accounts.db'), (text) => text.replace('"devices":["two"]', '"devices":"two"')),
      )
      expect(says(findings)).toEqual([
        expect.stringMatching(/^wrong: The record a-two in \S+accounts\.db is damaged\.$/),
      ])
    })

    it('ciphertexts of which a byte was changed, or that are cut off or missing, and whose they are', async () => {
      const findings = await after(async (data) => {
        await change(join(data, 'devices/one.bin'), (text) => `${text.slice(0, 500)}!${text.slice(501)}`)
        await change(join(data, 'devices/two.bin'), (text) => text.slice(0, -1))
        await rm(join(data, 'devices/three.bin'))
      })
      expect(says(findings).sort()).toEqual([
        expect.stringMatching(/^wrong: The ciphertexts of the device one are damaged: \S+one\.bin\.$/),
        expect.stringMatching(/^wrong: The ciphertexts of the device three are missing: \S+three\.bin\.$/),
        expect.stringMatching(/^wrong: The ciphertexts of the device two are damaged: \S+two\.bin\.$/),
      ])
      const mend = findings.find(({ says: said }) => said.includes('device one'))?.mend
      expect(mend).toContain('zauth accounts reset --client "s" --user "user one"')
    })

    it('an account whose device is gone', async () => {
      const findings = await after((data) =>
        change(join(data, 'records/devices.db'), (text) => text.replace(/^.*"id":"four".*\n/m, '')),
      )
      expect(says(findings)).toEqual(['wrong: The account a-four names the device four, of which there is no record.'])
    })

    it('also where it is sealed', async () => {
      const sealWith = join(folder, 'seal-key')
      await makeSealKey(sealWith)
      expect(says(await after(() => Promise.resolve(), { sealWith }))).toEqual([
        expect.stringMatching(/^ok: 8 records/),
      ])
      const findings = await after(
        async (data) => {
          const flip = (text: string) =>
            text.replace(
              /(a-one.*?"sealed":".{50})(.)/,
              (_, kept: string, one: string) => kept + (one === 'A' ? 'B' : 'A'),
            )
          await change(join(data, 'records/accounts.db'), flip)
          await change(join(data, 'devices/two.bin'), (text) => `${text.slice(0, 500)}!${text.slice(501)}`)
        },
        { sealWith },
      )
      expect(says(findings).sort()).toEqual([
        expect.stringMatching(/^wrong: The ciphertexts of the device two are damaged/),
        expect.stringMatching(/^wrong: The record a-one in \S+ is damaged\.$/),
      ])
    })

    it('and in a database', async () => {
      const database = await freshDatabase()
      try {
        const { url } = database
        const findings = await after(
          async (data) => {
            const store = await openStore({ data, database: url })
            await store.accounts.update('a-two', {}, { devices: 'two' as unknown as string[] })
            await store.devices.remove('four')
            await store.ciphertexts.remove('three')
            await store.close()
          },
          { database: url },
        )
        expect(says(findings).sort()).toEqual([
          'wrong: The account a-four names the device four, of which there is no record.',
          'wrong: The ciphertexts of the device three are missing: the table "ciphertexts".',
          'wrong: The record a-two in the table "accounts" is damaged.',
        ])
      } finally {
        await database.drop()
      }
    })
  })

  it('asks for no data folder where there is a database, and leaves one of an earlier version as it is', async () => {
    const database = await freshDatabase()
    const [own, data] = [join(folder, 'rows.toml'), join(folder, 'no-data')]
    await writeFile(own, `issuer = "${config.issuer}"\ndata = "${data}"\ndatabase = "${database.url}"\n`, {
      mode: 0o600,
    })
    try {
      const empty = await examine(own, {})
      expect(await trouble(Promise.resolve(empty), 'database')).toMatch(/^cannot tell: It is empty, or of an earlier/)
      expect(verdicts(empty)).not.toHaveProperty('keys')
      await openStore({ data, database: database.url }).then((store) => store.close())
      const setVersion = async (change: string) => {
        const client = new Client(database.url)
        await client.connect()
        const { rows } = await client.query<{ version: number }>(change)
        await client.end()
        return rows[0]?.version
      }
      const current = await setVersion('select version from zauth_schema')
      await setVersion('update zauth_schema set version = 1')
      expect(verdicts(await examine(own, {}))).toMatchObject({ database: 'cannot tell' })
      expect(await setVersion('select version from zauth_schema')).toBe(1)
      await setVersion(`update zauth_schema set version = ${current}`)
      const found = verdicts(await examine(own, {}))
      expect(found).toMatchObject({ database: 'ok', keys: 'cannot tell', backup: 'cannot tell' })
      expect(found).not.toHaveProperty('data folder')
    } finally {
      await database.drop()
    }
  })

  it('finds a database that cannot be reached, without its password', async () => {
    const database = `postgresql://zauth:hunter2@127.0.0.1:${await freePort()}/zauth`
    const said = await trouble(checkStored({ ...config, database }, Date.now()), 'database')
    expect(said).toContain('wrong: database: The server cannot be reached')
    expect(said).not.toContain('hunter2')
  })
})
