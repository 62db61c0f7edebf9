import { execFile } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Client } from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAudit, type AuditEvent } from '../../server/audit/createAudit.ts'
import { openAuditFiles } from '../../server/audit/openAuditFiles.ts'
import { loadKeys } from '../../server/keys/loadKeys.ts'
import { checkAudit } from '../../server/doctor/checkAudit.ts'
import { checkBackupAge } from '../../server/doctor/checkBackupAge.ts'
import { checkExtension } from '../../server/doctor/checkExtension.ts'
import { checkFiles } from '../../server/doctor/checkFiles.ts'
import { checkIssuer } from '../../server/doctor/checkIssuer.ts'
import { checkMatch } from '../../server/doctor/checkMatch.ts'
import { checkOwners } from '../../server/doctor/checkOwners.ts'
import { checkRecords } from '../../server/doctor/checkRecords.ts'
import { checkStored } from '../../server/doctor/checkStored.ts'
import { examine } from '../../server/doctor/examine.ts'
import type { Finding } from '../../server/doctor/finding.ts'
import { checkConfig, type VerifierConfig } from '../../server/config/config.ts'
import { makeSealKey } from '../../server/seal/sealKey.ts'
import { openDocuments } from '../../server/documents/openDocuments.ts'
import { openStore } from '../../server/store/openStore.ts'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { keyAndTemplateHash } from '../../shared/protocol/transcript.ts'
import { freePort } from '../../tools/freePort.ts'
import { openWorld, type World } from '../verifier/world.ts'
import { freshDatabase } from '../store/freshDatabase.ts'
import { sampleDevice } from '../store/sampleDevice.ts'

const run = promisify(execFile)

const day = 24 * 60 * 60_000

describe('`zauth doctor`', () => {
  let world: World
  let config: VerifierConfig
  let folder: string
  let settings: string

  beforeAll(async () => {
    world = await openWorld()
    config = checkConfig(world.config)
    folder = await mkdtemp(join(tmpdir(), 'zauth-doctor-'))
    settings = join(folder, 'zauth.toml')
    const { listen, clients = [] } = world.config
    const lines = Object.entries(clients[0] ?? {}).map(([name, value]) => `${name} = ${JSON.stringify(value)}`)
    await writeFile(
      settings,
      `issuer = "${world.issuer}"\ndata = "${config.data}"\nextensionUrl = "${world.issuer}/.well-known/zauth"\n` +
        `[listen]\nhost = "localhost"\nport = ${listen?.port}\n[[clients]]\n${lines.join('\n')}\n`,
      { mode: 0o600 },
    )
  })
  afterAll(async () => {
    await world.close()
    await rm(folder, { recursive: true })
  })

  const verdicts = (findings: readonly Finding[]) =>
    Object.fromEntries(findings.map(({ check, verdict }) => [check, verdict]))
  /** What is wrong with one thing, and what to do. */
  async function trouble(checking: Promise<readonly Finding[]>, check: string): Promise<string> {
    const found = (await checking).find((one) => one.check === check)
    return `${found?.verdict}: ${found?.says} ${found?.mend ?? ''}`
  }

  it('finds nothing wrong with a verifier that runs', async () => {
    const findings = await examine(settings, {})
    expect(findings.filter(({ verdict }) => verdict === 'wrong')).toEqual([])
    expect(verdicts(findings)).toMatchObject({ issuer: 'ok', match: 'ok', keys: 'ok', websites: 'ok', clock: 'ok' })
    expect(verdicts(findings)).toMatchObject({ records: 'ok', 'audit log': 'ok' })
  })

  it('says of one that is stopped that it is, which is a fault where it has to run', async () => {
    const own = join(folder, 'stopped.toml')
    const text = await readFile(settings, 'utf8')
    await writeFile(own, text.replace(/^extensionUrl.*\n/m, ''), { mode: 0o600 })
    await world.whileStopped(async () => {
      const findings = await examine(own, {})
      expect(findings.filter(({ verdict }) => verdict === 'wrong')).toEqual([])
      expect(await trouble(Promise.resolve(findings), 'verifier')).toMatch(
        /^cannot tell: It is not running: nobody listens at localhost, port \d+\. .*zauth doctor --running/,
      )
      expect(await trouble(checkIssuer(config, Date.now(), true), 'verifier')).toMatch(/^wrong: It is not running/)
    })
    expect(verdicts(await examine(own, {}, { running: true }))).toMatchObject({ issuer: 'ok' })
  })

  it.runIf(process.getuid?.() === 0)(
    'finds what the user whom the data belongs to cannot read, and gives the commands that mend it',
    async () => {
      const [data, key, file] = ['owned', 'owned-key', 'owned.toml'].map((name) => join(folder, name)) as [
        string,
        string,
        string,
      ]
      await mkdir(join(data, 'records'), { recursive: true, mode: 0o700 })
      await makeSealKey(key)
      await writeFile(file, '', { mode: 0o600 })
      await writeFile(join(data, 'records', 'accounts.db'), '')
      await chown(data, 4242, 4243)
      const own = { ...config, data, sealWith: key }
      const [foreign, unreadable, locked] = await checkOwners(file, own)
      expect(foreign).toMatchObject({ verdict: 'wrong', mend: `chown -R 4242:4243 ${data}` })
      expect(foreign?.says).toContain(`and these belong to others: ${join(data, 'records')}`)
      expect(unreadable).toMatchObject({ verdict: 'wrong', mend: `chown 4242 ${file}` })
      expect(locked).toMatchObject({ verdict: 'wrong', mend: `chown 4242 ${key}` })
      expect(await trouble(checkFiles(file, own), 'data folder')).toBe(
        `ok: ${data} is for 4242 alone, as whom the verifier has to run. `,
      )

      await run('chown', ['-R', '4242:4243', data])
      await run('chown', ['4242', file])
      await run('chown', ['4242', key])
      expect(await checkOwners(file, own)).toMatchObject([{ check: 'owners', verdict: 'ok' }])
    },
  )

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

  it('looks at each line of the audit log, and names the first that was changed', async () => {
    const file = join(config.data, 'audit.jsonl')
    const text = await readFile(file, 'utf8')
    expect(await trouble(checkAudit(config), 'audit log')).toMatch(/^ok: \d+ lines, each as it was written/)
    await writeFile(file, text.replace('"verifier started"', '"verifier stopped"'))
    expect(await trouble(checkAudit(config), 'audit log')).toMatch(
      /^wrong: Line \d+ was changed, .*audit verify --expect/,
    )
    await writeFile(file, text)
  })

  it('names settings that cannot be used, and variables that are none', async () => {
    const bad = join(folder, 'bad.toml')
    await writeFile(bad, 'issuer = "http://verifier.example"\n')
    expect(await trouble(examine(bad, {}), 'settings')).toContain('wrong: ' + bad + ': issuer: Expected an https')
    expect(await trouble(examine(settings, { ZAUTH_LSTEN_PORT: '1' }), 'variables')).toContain('by ZAUTH_LSTEN_PORT')
  })

  it.skipIf(process.platform === 'win32')(
    'finds files that others may read, with the command that mends it',
    async () => {
      const keys = join(config.data, 'keys.json')
      for (const [path, mode, check] of [
        [keys, 0o640, 'secrets'],
        [settings, 0o604, 'secrets'],
        [config.data, 0o755, 'data folder'],
      ] as const) {
        await chmod(path, mode)
        const mended = path === config.data ? 0o700 : 0o600
        expect(await trouble(checkFiles(settings, config), check)).toContain(`chmod ${mended.toString(8)} ${path}`)
        if (path === keys) {
          expect(await trouble(checkStored(config, Date.now()), 'stored')).toContain(`chmod 600 ${keys}`)
          await expect(openDocuments(config)).rejects.toThrow('Others may read this file (mode 0640)')
          await chmod(path, mended)
          continue
        }
        await chmod(path, mended)
      }
    },
  )

  it('finds that there is no verifier where the settings say, as `zauth serve` would', async () => {
    const missing = { ...config, data: join(folder, 'nowhere') }
    const mend = /There is no folder .*zauth init .*zauth restore/
    expect(await trouble(checkFiles(settings, missing), 'data folder')).toMatch(mend)
    expect(await trouble(checkStored(missing, Date.now()), 'keys')).toMatch(/^wrong: .*zauth init .*zauth restore/)
  })

  it('asks for no data folder where there is a database, and leaves one of an earlier version as it is', async () => {
    const database = await freshDatabase()
    const [own, data] = [join(folder, 'rows.toml'), join(folder, 'no-data')]
    await writeFile(own, `issuer = "${world.issuer}"\ndata = "${data}"\ndatabase = "${database.url}"\n`, {
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

  it('finds keys and websites that are damaged, old, or lead nowhere', async () => {
    const now = Date.now()
    const path = join(config.data, 'keys.json')
    const whole = await readFile(path, 'utf8')
    await writeFile(path, '{"half')
    expect(await trouble(checkStored(config, now), 'keys')).toContain('wrong: ')
    const aged = JSON.parse(whole) as { idToken: { signsFrom: number }[] }
    for (const key of aged.idToken) key.signsFrom = now - 500 * day
    await writeFile(path, JSON.stringify(aged))
    expect(await trouble(checkStored(config, now), 'keys')).toContain('for 500 days. zauth keys rotate')
    await writeFile(path, whole)

    expect(await trouble(checkStored({ ...config, clients: [] }, now), 'websites')).toContain('zauth clients add')
    const open = { ...config, issuer: 'https://face.example' }
    expect(await trouble(checkStored(open, now), 'websites')).toContain('wrong: Browsers are sent to localhost')
    const registry = join(config.data, 'clients.json')
    await writeFile(registry, '[{"id": 5', { mode: 0o600 })
    expect(await trouble(checkStored(config, now), 'websites')).toContain('wrong: ')
    await rm(registry)
  })

  it('finds a database that cannot be reached, without its password', async () => {
    const database = `postgresql://zauth:hunter2@127.0.0.1:${await freePort()}/zauth`
    const said = await trouble(checkStored({ ...config, database }, Date.now()), 'database')
    expect(said).toContain('wrong: database: The server cannot be reached')
    expect(said).not.toContain('hunter2')
  })

  describe('looks at the issuer as browsers see it', () => {
    /** Something else that answers at the issuer's address. */
    async function behind(
      answer: (issuer: string) => { headers?: Record<string, string>; body?: object; date?: Date },
    ) {
      const server: Server = createServer((_request, response) => {
        const { headers = {}, body, date } = answer(issuer)
        if (date) response.setHeader('date', date.toUTCString())
        response.writeHead(200, { 'content-type': 'application/json', ...headers })
        response.end(JSON.stringify(body ?? { issuer }))
      }).listen(0, 'localhost')
      await once(server, 'listening')
      const issuer = `http://localhost:${(server.address() as AddressInfo).port}`
      try {
        return await checkIssuer({ ...config, issuer }, Date.now())
      } finally {
        server.close()
      }
    }
    const kept = { 'x-content-type-options': 'nosniff', 'content-security-policy': 'x' }

    it('and says that nobody or somebody else answers', async () => {
      const silent = checkIssuer({ ...config, issuer: `http://localhost:${await freePort()}` }, Date.now())
      expect(await trouble(silent, 'issuer')).toMatch(/wrong: .*does not answer from here \(ECONNREFUSED\)/)
      expect(
        await trouble(
          behind(() => ({ body: { hello: 1 } })),
          'issuer',
        ),
      ).toContain('answered by something else')
    })

    it('and says when a proxy loses headers, or the clocks differ', async () => {
      expect(
        await trouble(
          behind(() => ({ headers: kept })),
          'proxy',
        ),
      ).toContain('ok: ')
      expect(
        await trouble(
          behind(() => ({})),
          'proxy',
        ),
      ).toContain('lost: x-content-type-options, content-security')
      const late = behind(() => ({ headers: kept, date: new Date(Date.now() - 600_000) }))
      expect(await trouble(late, 'clock')).toMatch(/wrong: It differs .* by (59|60)\d seconds/)
    })

    it('and says when its certificate is none that browsers take', async () => {
      const server = createTlsServer({}, () => undefined).listen(0, 'localhost')
      await once(server, 'listening')
      const issuer = `https://localhost:${(server.address() as AddressInfo).port}`
      expect(await trouble(checkIssuer({ ...config, issuer }, Date.now()), 'issuer')).toContain('wrong: ')
      server.close()
    })
  })

  it('says when the extension is not where people are sent', async () => {
    expect(await trouble(checkExtension(config), 'extension')).toContain('cannot tell: extensionUrl is not set')
    const extensionUrl = `${world.issuer}/nothing/here`
    expect(await trouble(checkExtension({ ...config, extensionUrl }), 'extension')).toContain('status 404')
    const nobody = `http://localhost:${await freePort()}/`
    expect(await trouble(checkExtension({ ...config, extensionUrl: nobody }), 'extension')).toContain('does not answer')
  })

  it('computes a match, and finds that it gives the known answers', async () => {
    expect(verdicts(await checkMatch())).toEqual({ match: 'ok' })
  })

  it('says how old the last backup is, and that there was none', async () => {
    const data = join(folder, 'data')
    await mkdir(data)
    const own = { ...config, data }
    const now = Date.now()
    expect(await trouble(checkBackupAge(own, now), 'backup')).toContain('cannot tell: None was made yet')
    const keys = await loadKeys(await openDocuments(own))
    const note = async (action: AuditEvent['action'], time: number) => {
      const audit = createAudit({ journal: openAuditFiles(data), keys, now: () => time, log: null })
      audit.note({ action, by: { operator: 'test' } })
      await audit.close()
    }
    await note('verifier started', now - 6 * day)
    expect(await trouble(checkBackupAge(own, now), 'backup')).toContain('cannot tell: None was made yet')
    expect(await trouble(checkBackupAge(own, now + 2 * day), 'backup')).toContain('wrong: The audit log knows of none')
    await note('backup made', now - 5 * day)
    await note('backup made', now - 3 * day)
    await note('website added', now)
    expect(await trouble(checkBackupAge(own, now), 'backup')).toContain('ok: The last one was made 3 days ago')
    expect(await trouble(checkBackupAge(own, now + 9 * day), 'backup')).toContain('wrong: The last one')
  })
})
