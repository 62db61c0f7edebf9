import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createProgram } from '../../server/cli/program.ts'
import { registerWebsite, removeWebsite, renewSecret } from '../../server/cli/websites.ts'
import { admitOperator, dismissOperator } from '../../server/cli/operators.ts'
import { momentOf } from '../../server/cli/momentOf.ts'
import { withVerifier } from '../../server/cli/withVerifier.ts'
import { showAuditLog, verifyAuditLog } from '../../server/audit/verifyAuditLog.ts'
import { checkConfig } from '../../server/config/config.ts'
import { ConfigError } from '../../server/config/configError.ts'
import { accountIdOf } from '../../server/interactions/accountIdOf.ts'
import { loadKeys } from '../../server/keys/loadKeys.ts'
import { openDocuments } from '../../server/documents/openDocuments.ts'
import { openStore } from '../../server/store/openStore.ts'
import { openWorld, type World } from '../verifier/world.ts'

const entry = join(import.meta.dirname, '../../server/zauth.ts')
let world: World
let folder: string
let settings: string
const config = () => checkConfig(world.config)

beforeAll(async () => {
  world = await openWorld()
  folder = await mkdtemp(join(tmpdir(), 'zauth-audit-'))
  settings = join(folder, 'zauth.toml')
  await writeFile(settings, `issuer = "${world.issuer}"\ndata = "${world.config.data}"\n`)
})
afterAll(async () => {
  await world.close()
  await rm(folder, { recursive: true })
})

const unheard = () => undefined
const zauth = (...words: string[]) => zauthIn({}, ...words)

async function zauthIn(env: object, ...words: string[]): Promise<{ code: number; out: string; err: string }> {
  const child = spawn(process.execPath, [entry, ...words, '--config', settings], { env: { ...process.env, ...env } })
  let [out, err] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()))
  child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()))
  const [code] = (await once(child, 'close')) as [number]
  return { code, out, err }
}

describe('`zauth audit`', () => {
  it('shows what operators did by command beside a verifier that runs, in one chain with what it wrote itself', async () => {
    const begun = Date.now()
    const website = { id: 'books', name: 'Books', redirect: ['https://books.example/callback'] }
    await registerWebsite(config(), website, unheard)
    await renewSecret(config(), 'books', unheard)
    expect((await zauth('keys', 'rotate', '--stolen')).code).toBe(0)
    await removeWebsite(config(), 'books')
    await admitOperator(config(), 'bea', unheard)
    await dismissOperator(config(), 'bea')
    await world.restart()

    const shown = async () => {
      const lines: string[] = []
      await showAuditLog(config(), begun, (line) => lines.push(line))
      return lines.map((line) => line.trim().split(/ {2,}/).slice(2).join(' | '))
    }
    // What a verifier notes of itself is written soon after, and nobody waits for it.
    await expect
      .poll(shown, { timeout: 20_000 })
      .toEqual([
        'website added | operator: clients add | website books',
        'website rotated | operator: clients rotate | website books',
        'keys rotated | operator: keys rotate | stolen',
        'website removed | operator: clients remove | website books',
        'operator added | operator: operators add | bea',
        'operator removed | operator: operators remove | bea',
        'verifier stopped | verifier: itself',
        'verifier started | verifier: itself',
        expect.stringMatching(/^configuration loaded \| verifier: itself \| [\w-]{12}$/),
      ])
    const { text, isWell } = await verifyAuditLog(config())
    expect(text).toMatch(/^\d+ lines, each as it was written and in its place, up to \d+:[\w-]{43}\.\n/)
    expect(isWell).toBe(true)
  })

  it('shows what came since a time, says in UTC how it has understood it, and refuses what is none', async () => {
    const midnight = '2026-01-31T00:00:00.000Z'
    for (const [text, moment] of [
      ['2026-01-31', midnight],
      ['2026-01-31T08:00', '2026-01-31T08:00:00.000Z'],
      ['2026-01-31 08:00:30', '2026-01-31T08:00:30.000Z'],
      ['2026-01-31T00:00Z', midnight],
      ['2026-01-31T01:00+01:00', midnight],
      ['2026-01-30T16:00-0800', midnight],
    ] as const) {
      expect([text, new Date(momentOf(text)).toISOString()]).toEqual([text, moment])
    }
    for (const text of ['', '1', 'yesterday', '2026', '2026-02-30', '2026-13-01', '2026-01-31T25:00', '31.1.2026'])
      expect(() => momentOf(text), text).toThrow('Expected a day or a time')

    const env = { TZ: 'Asia/Kolkata' }
    const past = await zauthIn(env, 'audit', 'show', '--since', '2026-01-31')
    expect(past).toMatchObject({ code: 0, err: `From ${midnight} (UTC) on:\n` })
    expect(past.out).toContain('verifier started')
    const future = await zauthIn(env, 'audit', 'show', '--since', '2999-12-31T08:00')
    expect(future).toEqual({ code: 0, out: '', err: 'From 2999-12-31T08:00:00.000Z (UTC) on:\n' })
    const nonsense = await zauthIn(env, 'audit', 'show', '--since', 'last week')
    expect([nonsense.code, nonsense.err]).toEqual([2, expect.stringContaining('Expected a day or a time')])
  })

  it('says in a sentence that it cannot be read or written', async () => {
    const data = join(folder, 'data')
    await mkdir(join(data, 'audit.jsonl'), { recursive: true })
    await loadKeys(await openDocuments({ data }))
    const said: string[] = []
    await expect(showAuditLog({ ...config(), data }, 0, (line) => said.push(line))).rejects.toEqual(
      new ConfigError('audit: The log cannot be read: it is a folder'),
    )
    await expect(
      withVerifier({ ...config(), data }, ({ note }) => {
        note({ action: 'website added', by: { operator: 'clients add' } })
      }),
    ).rejects.toEqual(new ConfigError('audit: It is done, but the audit log cannot be written: it is a folder'))
  })

  it('has a line of whoever has looked at an account or its devices', async () => {
    const { data, own } = await withAccount()
    for (const command of ['find', 'devices']) {
      const words = ['accounts', command, '--client', 'books', '--user', 'ada', '--config', own]
      await createProgram(unheard).parseAsync(words, { from: 'user' })
    }
    const lines: string[] = []
    await showAuditLog({ ...config(), data }, 0, (line) => lines.push(line))
    expect(lines).toEqual([
      expect.stringContaining('account found  operator: accounts find  website books, account '),
      expect.stringContaining('account found  operator: accounts devices  website books, account '),
    ])
  })

  /** A data folder of a verifier with an account, and its settings. */
  async function withAccount(): Promise<{ readonly data: string; readonly own: string }> {
    const data = await mkdtemp(join(folder, 'account-'))
    const own = join(data, 'zauth.toml')
    await writeFile(own, `issuer = "http://localhost:1"\ndata = "${data}"\n`)
    await loadKeys(await openDocuments({ data }))
    const store = await openStore({ data })
    const id = accountIdOf('books', 'ada')
    await store.accounts.insert({ id, clientId: 'books', userId: 'ada', devices: ['one'], version: 1 })
    await store.close()
    return { data, own }
  }

  it('that cannot be written keeps no secret from whoever made it, the one before being good no more', async () => {
    const { data, own } = await withAccount()
    await mkdir(join(data, 'audit.jsonl'))

    for (const [words, secret] of [
      ['clients add --id books --name Books --redirect https://books.example/', /client_secret +\S{32}/],
      ['clients rotate --id books', /client_secret +\S{32}/],
      ['operators add bea', /password +\S+\n/],
      ['accounts codes --client books --user ada', /^(\S+\n){10}$/],
    ] as const) {
      let said = ''
      const program = createProgram((text) => (said += text))
      const done = program.parseAsync([...words.split(' '), '--config', own], { from: 'user' })
      await expect(done, words).rejects.toThrow('audit: It is done, but the audit log cannot be written')
      expect([words, said]).toEqual([words, expect.stringMatching(secret)])
    }
  })

  it('exits with 0 when all is well, with 1 and the first wrong line when not, and with 2 when asked wrongly', async () => {
    const well = await zauth('audit', 'verify')
    expect(well).toMatchObject({ code: 0, err: '' })
    const [, known = ''] = /up to (\d+:[\w-]{43})/.exec(well.out) ?? []
    expect((await zauth('audit', 'verify', '--expect', known)).code).toBe(0)
    expect((await zauth('audit', 'verify', '--expect', 'the last one')).code).toBe(2)

    const file = join(world.config.data, 'audit.jsonl')
    const text = await readFile(file, 'utf8')
    await writeFile(file, text.replace('"client":"books"', '"client":"hooks"'))
    const wrong = await zauth('audit', 'verify')
    expect(wrong).toMatchObject({ code: 1, err: '' })
    expect(wrong.out).toMatch(/^Line \d+ was changed, or written by somebody else\.\n$/)
    await writeFile(file, text)
    expect((await zauth('audit', 'verify')).code).toBe(0)
  })
})
