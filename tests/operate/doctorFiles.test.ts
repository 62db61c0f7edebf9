import { execFile } from 'node:child_process'
import { chmod, chown, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAudit, type AuditEvent } from '../../server/audit/createAudit.ts'
import { openAuditFiles } from '../../server/audit/openAuditFiles.ts'
import { checkConfig, type VerifierConfig } from '../../server/config/config.ts'
import { checkBackupAge } from '../../server/doctor/checkBackupAge.ts'
import { checkFiles } from '../../server/doctor/checkFiles.ts'
import { checkOwners } from '../../server/doctor/checkOwners.ts'
import { checkStored } from '../../server/doctor/checkStored.ts'
import { examine } from '../../server/doctor/examine.ts'
import { openDocuments } from '../../server/documents/openDocuments.ts'
import { loadKeys } from '../../server/keys/loadKeys.ts'
import { makeSealKey } from '../../server/seal/sealKey.ts'
import { freePort } from '../../tools/freePort.ts'
import { website } from '../verifier/website.ts'
import { trouble } from './readFindings.ts'

const run = promisify(execFile)

const day = 24 * 60 * 60_000

describe('`zauth doctor`', () => {
  let folder: string
  let settings: string
  let config: VerifierConfig

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'zauth-doctor-'))
    settings = join(folder, 'zauth.toml')
    const [issuer, data] = [`http://localhost:${await freePort()}`, join(folder, 'served')]
    await writeFile(settings, `issuer = "${issuer}"\ndata = "${data}"\n`, { mode: 0o600 })
    await mkdir(data, { mode: 0o700 })
    await loadKeys(await openDocuments({ data }))
    const { id, secret, name, redirectUri } = website
    config = checkConfig({ issuer, data, clients: [{ id, secret, name, redirectUris: [redirectUri] }] })
  })
  afterAll(() => rm(folder, { recursive: true }))

  it('names settings that cannot be used, and variables that are none', async () => {
    const bad = join(folder, 'bad.toml')
    await writeFile(bad, 'issuer = "http://verifier.example"\n')
    expect(await trouble(examine(bad, {}), 'settings')).toContain('wrong: ' + bad + ': issuer: Expected an https')
    expect(await trouble(examine(settings, { ZAUTH_LSTEN_PORT: '1' }), 'variables')).toContain('by ZAUTH_LSTEN_PORT')
  })

  it('finds that there is no verifier where the settings say, as `zauth serve` would', async () => {
    const missing = { ...config, data: join(folder, 'nowhere') }
    const mend = /There is no folder .*zauth init .*zauth restore/
    expect(await trouble(checkFiles(settings, missing), 'data folder')).toMatch(mend)
    expect(await trouble(checkStored(missing, Date.now()), 'keys')).toMatch(/^wrong: .*zauth init .*zauth restore/)
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
