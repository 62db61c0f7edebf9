import { appendFile, mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { auditKeyOf } from '../../server/audit/auditKeyOf.ts'
import { auditHashOf, writeAuditLine, type AuditLine } from '../../server/audit/auditLine.ts'
import { createAudit, type Audit } from '../../server/audit/createAudit.ts'
import { openAuditFiles } from '../../server/audit/openAuditFiles.ts'
import { verifyAudit, type AuditFindings } from '../../server/audit/verifyAudit.ts'
import { noteRun } from '../../server/audit/noteRun.ts'
import { checkConfig } from '../../server/config/config.ts'
import { createKeys } from '../../server/keys/createKeys.ts'
import { createSigningKey } from '../../server/keys/createSigningKey.ts'
import { importSigner } from '../../server/keys/importSigner.ts'

const made = await createKeys()
const keys = {
  answer: await importSigner(await createSigningKey('ES256')),
  accountNames: Buffer.from(made.accountNames, 'base64url'),
}
const stranger = await importSigner(await createSigningKey('ES256'))

const quiet = { error: () => undefined, info: () => undefined }
let data: string
let time: number
const file = () => join(data, 'audit.jsonl')
const anchor = () => join(data, 'audit.signed')

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'zauth-audit-'))
  time = Date.now()
})
afterEach(() => rm(data, { recursive: true }))

interface Opening {
  readonly fullAt?: number
  readonly signer?: Pick<typeof keys.answer, 'sign'>
}

function open({ fullAt = 1 << 20, signer = keys.answer }: Opening = {}): Audit {
  return createAudit({
    journal: openAuditFiles(data, { fullAt }),
    keys: { ...keys, answer: signer },
    now: () => (time += 1000),
    log: quiet,
  })
}

const verify = (expected?: { seq: number; hash: string }, now = Date.now()): Promise<AuditFindings> =>
  verifyAudit(openAuditFiles(data), {
    publicKeys: [keys.answer.publicJwk],
    key: auditKeyOf(keys),
    expected: expected ?? null,
    now,
  })

/** A log of some lines, signed at its end. */
async function written(count = 20): Promise<string[]> {
  const audit = open()
  for (let i = 0; i < count; i += 1)
    audit.note({
      action: 'sign-in accepted',
      by: { device: `device ${i}` },
      client: 'shop',
      account: 'ada at the shop',
    })
  await audit.close()
  return await lines()
}
const lines = async (): Promise<string[]> => (await readFile(file(), 'utf8')).trimEnd().split('\n')
const write = (changed: readonly string[]): Promise<void> =>
  writeFile(file(), changed.map((line) => `${line}\n`).join(''))

/** Lines written again from a place on, each following the one before, by somebody who has not the keys but knows how. */
function rechained(
  from: readonly string[],
  change: (line: AuditLine, index: number) => AuditLine,
  key: Buffer,
): string[] {
  let previous = auditHashOf('')
  return from.map((text, index) => {
    const line: Partial<AuditLine> & Omit<AuditLine, 'mac'> = change(JSON.parse(text) as AuditLine, index)
    delete line.mac
    const changed = writeAuditLine({ ...line, previous }, key)
    previous = auditHashOf(changed)
    return changed
  })
}

describe('the audit log', () => {
  it('says who did what, in one line each, and holds no name, no account and no device in the clear', async () => {
    const audit = open()
    audit.note({
      action: 'device enrolled',
      by: { device: 'a-device' },
      client: 'shop',
      account: 'ada@shop',
      device: 'a-device',
    })
    audit.note({ action: 'website added', by: { operator: 'clients add' }, client: 'shop' })
    await audit.close()
    const [enrolled, added, signed] = (await lines()).map((line) => JSON.parse(line) as AuditLine)
    expect(enrolled).toMatchObject({ seq: 1, action: 'device enrolled', client: 'shop' })
    expect(enrolled?.by).toBe(`device: ${enrolled?.device ?? ''}`)
    expect(added).toMatchObject({ seq: 2, action: 'website added', by: 'operator: clients add' })
    expect(signed).toMatchObject({ seq: 3, action: 'audit signed' })
    expect(await readFile(file(), 'utf8')).not.toMatch(/ada|a-device/)
    expect(await verify()).toMatchObject({ wrong: null, lines: 3, unsigned: 0, abruptEnds: 0 })
  })

  it('is written in groups: a thousand events wait for a few flushes, and none is lost', async () => {
    const audit = open()
    for (let i = 0; i < 1000; i += 1) audit.note({ action: 'sign-in accepted', by: { device: String(i) } })
    await audit.flushed()
    const all = (await lines()).map((line) => JSON.parse(line) as AuditLine)
    expect(all.filter(({ action }) => action === 'sign-in accepted')).toHaveLength(1000)
    expect(all.filter(({ action }) => action === 'audit signed').length).toBeGreaterThanOrEqual(15)
    await audit.close()
    expect((await verify()).wrong).toBeNull()
  })

  it('stays one chain when several write into it at the same time', async () => {
    const writers = [open(), open(), open()]
    for (let i = 0; i < 30; i += 1) {
      for (const [number, writer] of writers.entries())
        writer.note({ action: 'keys rotated', by: { operator: `writer ${number}` } })
      await writers[i % 3]?.flushed()
    }
    await Promise.all(writers.map((writer) => writer.close()))
    const all = (await lines()).map((line) => JSON.parse(line) as AuditLine)
    expect(all.filter(({ action }) => action === 'keys rotated')).toHaveLength(90)
    expect((await verify()).wrong).toBeNull()
  })

  it('goes on after a crash in the middle of a line, and over a lock that nobody holds any more', async () => {
    await written(3)
    await appendFile(file(), '{"seq":5,"time":12')
    const lock = join(data, 'audit.lock')
    await writeFile(lock, 'of an earlier version, or cut off')
    await utimes(lock, 0, 0)
    expect((await verify()).wrong).toBeNull()
    const audit = open()
    audit.note({ action: 'verifier started', by: { verifier: 'itself' } })
    await audit.close()
    expect(await verify()).toMatchObject({ wrong: null, lines: 6 })
  })

  it('needs no signature in its first moments, and none of these comes again', async () => {
    const audit = open()
    audit.note({ action: 'verifier started', by: { verifier: 'itself' } })
    await audit.flushed()
    expect(await verify(undefined, time)).toMatchObject({ wrong: null, lines: 1, unsigned: 1 })
    // Of an older log all but the beginning was taken away, with its signature.
    expect((await verify(undefined, time + 60_000)).wrong).toContain('newest signature, which stands beside the log')
    await audit.close()
    await rm(anchor())
    expect((await verify(undefined, time)).wrong).toContain('newest signature, which stands beside the log')
  })

  it('tells how often the verifier ended without a word', async () => {
    for (const ending of ['stopped', 'killed', 'stopped']) {
      const audit = open()
      audit.note({ action: 'verifier started', by: { verifier: 'itself' } })
      if (ending === 'stopped') audit.note({ action: 'verifier stopped', by: { verifier: 'itself' } })
      await audit.close()
    }
    expect(await verify()).toMatchObject({ wrong: null, abruptEnds: 1 })
  })

  it('goes on over files that are full, and drops the oldest when their time is over, with a word about it', async () => {
    for (let day = 0; day < 6; day += 1) {
      const audit = open({ fullAt: 500 })
      for (let i = 0; i < 4; i += 1) audit.note({ action: 'sign-in accepted', by: { device: String(i) } })
      await audit.close()
      time += 24 * 60 * 60_000
    }
    const older = async () => (await readdir(data)).filter((name) => name.startsWith('audit-')).sort()
    expect((await older()).length).toBe(5)
    expect(await verify()).toMatchObject({ wrong: null, lines: 30 })

    const audit = open({ fullAt: 500 })
    await audit.removeBefore(time - 3 * 24 * 60 * 60_000)
    await audit.close()
    expect((await older()).length).toBeLessThan(5)
    expect(await older()).not.toContain('audit-000000000001.jsonl')
    expect((await verify()).wrong).toBeNull()

    // The same without the word is what somebody would do who had something to hide.
    const [oldest = ''] = await older()
    await rm(join(data, oldest))
    expect((await verify()).wrong).toMatch(/^Line 1 is missing: the log begins with \d+/)
  })

  it('has one fingerprint of the same settings, however often they are read, and another of others', async () => {
    const fromEntra = {
      id: 'microsoft',
      name: 'Microsoft',
      redirectUris: ['https://login.microsoftonline.com/common/federation/externalauthprovider'],
      roads: ['entra'],
      entra: { tenant: '11111111-2222-3333-4444-555555555555', audience: '66666666-7777-8888-9999-000000000000' },
    }
    const audit = open()
    for (const name of ['ZAuth', 'ZAuth', 'Another']) {
      const config = checkConfig({ issuer: 'https://a.example', data, name, clients: [fromEntra] })
      noteRun({ audit, config, keys })()
    }
    await audit.close()
    const found = (await lines()).flatMap((line) => (JSON.parse(line) as AuditLine).detail ?? [])
    expect(found).toEqual([found[0], found[0], expect.not.stringContaining(found[0] ?? '')])
  })

  it('says that there is a gap when nothing could be written for too long, and how much is lost', async () => {
    let isFull = true
    const journal = openAuditFiles(data)
    const audit = createAudit({
      journal: {
        ...journal,
        append: (chaining) => (isFull ? Promise.reject(new Error('The disk is full')) : journal.append(chaining)),
      },
      keys,
      now: () => time,
      log: quiet,
    })
    for (let i = 0; i < 10_003; i += 1) audit.note({ action: 'sign-in accepted', by: { device: String(i) } })
    await expect(audit.flushed()).rejects.toThrow('The disk is full')
    isFull = false
    await audit.close()
    expect(await readFile(file(), 'utf8')).toContain('"action":"audit gap","by":"verifier: audit","detail":"3"')
    expect((await verify()).wrong).toBeNull()
  })

  it('writes no line twice when the signature beside it cannot be, which is put there as soon as it can', async () => {
    const failures: unknown[] = []
    const log = { ...quiet, error: (...told: unknown[]) => failures.push(told) }
    const audit = createAudit({ journal: openAuditFiles(data), keys, now: () => (time += 1000), log })
    await mkdir(anchor())
    for (let i = 0; i < 100; i += 1) audit.note({ action: 'sign-in accepted', by: { device: String(i) } })
    await audit.flushed()
    audit.note({ action: 'sign-in accepted', by: { device: 'last' } })
    await audit.flushed()
    expect(await lines()).toHaveLength(102)
    expect(failures).toHaveLength(1)
    await rm(anchor(), { recursive: true })
    await audit.close()
    expect(await verify()).toMatchObject({ wrong: null, lines: 103, unsigned: 0 })
    expect((await stat(anchor())).isFile()).toBe(true)
  })
})

describe('`verify` notices', () => {
  it('a line that was changed', async () => {
    const all = await written()
    await write(all.map((line, i) => (i === 6 ? line.replace('"shop"', '"shed"') : line)))
    expect((await verify()).wrong).toBe('Line 7 was changed, or written by somebody else')
  })

  it('a line that says the same in another way, and one that says more', async () => {
    const all = await written()
    await write(all.map((line, i) => (i === 6 ? line.replace('{"seq"', '{ "seq"') : line)))
    expect((await verify()).wrong).toBe('Line 7 is no line of this log')
    await write(all.map((line, i) => (i === 8 ? line.replace('{"seq"', '{"seq":1,"seq"') : line)))
    expect((await verify()).wrong).toBe('Line 9 is no line of this log')
  })

  it('a line that was removed', async () => {
    const all = await written()
    await write(all.filter((_line, i) => i !== 6))
    expect((await verify()).wrong).toBe('Line 7 is missing: 8 stands in its place')
  })

  it('lines that changed places', async () => {
    const all = await written()
    await write([...all.slice(0, 6), all[7] ?? '', all[6] ?? '', ...all.slice(8)])
    expect((await verify()).wrong).toBe('Line 7 is missing: 8 stands in its place')
  })

  it('lines that are missing in the middle, and at the beginning', async () => {
    const all = await written()
    await write([...all.slice(0, 5), ...all.slice(15)])
    expect((await verify()).wrong).toBe('Line 6 is missing: 16 stands in its place')
    await write(all.slice(4))
    expect((await verify()).wrong).toMatch(/^Line 1 is missing: the log begins with 5/)
  })

  it('an end that was cut off, be it the last line alone', async () => {
    const all = await written()
    await write(all.slice(0, 12))
    expect((await verify()).wrong).toMatch(/^Line 13 is missing: the log was signed up to line 20/)
    await write([])
    expect((await verify()).wrong).toMatch(/^Line 1 is missing/)
    // What the verifier writes next does not cover it up.
    await write(all.slice(0, 12))
    const audit = open()
    audit.note({ action: 'verifier started', by: { verifier: 'itself' } })
    await audit.flushed()
    expect((await verify()).wrong).toMatch(/^Line 14 is missing: the log was signed up to line 20/)
    await audit.close()
  })

  it('a log that was put back as it was, when a later line is known from elsewhere', async () => {
    await written(5)
    const before = [await readFile(file()), await readFile(anchor())] as const
    await written(5)
    const all = await lines()
    const seen = { seq: all.length, hash: auditHashOf(all.at(-1) ?? '') }
    expect((await verify(seen)).wrong).toBeNull()
    await writeFile(file(), before[0])
    await writeFile(anchor(), before[1])
    // By itself it cannot: this is the limit that PRIVACY.md and `--help` name.
    expect((await verify()).wrong).toBeNull()
    expect((await verify(seen)).wrong).toBe(`Line ${seen.seq} is not the one that was expected`)
  })

  it('a signature beside it that is missing, or by another key', async () => {
    await written()
    await rm(anchor())
    expect((await verify()).wrong).toMatch(/^The newest signature.* is missing$/)
    await writeFile(anchor(), await stranger.sign('zauth-audit+jwt', { seq: 20, hash: auditHashOf('') }))
    expect((await verify()).wrong).toMatch(/^The newest signature.* is by another key$/)
  })

  it('a line that somebody else has appended, also when the verifier has gone on after it', async () => {
    const all = await written()
    const foreign = writeAuditLine(
      {
        seq: 22,
        time,
        action: 'audit removed',
        by: 'verifier: sweep',
        through: { seq: 4, hash: auditHashOf(all[3] ?? '') },
        previous: auditHashOf(all[20] ?? ''),
      },
      Buffer.alloc(32, 7),
    )
    await write([...all, foreign])
    expect((await verify()).wrong).toBe('Line 22 was changed, or written by somebody else')
    const audit = open()
    audit.note({ action: 'verifier started', by: { verifier: 'itself' } })
    await audit.close()
    expect((await verify()).wrong).toBe('Line 22 was changed, or written by somebody else')
    await write([...all.slice(4), foreign])
    expect((await verify()).wrong).not.toBeNull()
  })

  it('a chain that was computed anew without the keys, and one whose signatures are by a stranger', async () => {
    const all = await written()
    const shed = (line: AuditLine, i: number): AuditLine => (i === 6 ? { ...line, client: 'shed' } : line)
    await write(rechained(all, shed, Buffer.alloc(32, 7)))
    expect((await verify()).wrong).toBe('Line 1 was changed, or written by somebody else')
    // And should the secret of the lines, but not the one of the signatures, be in wrong hands:
    await write(rechained(all, shed, auditKeyOf(keys)))
    expect((await verify()).wrong).toBe('Line 21 is signed by another key, or for another log')
    await write(rechained(all.slice(0, 20), shed, auditKeyOf(keys)))
    expect((await verify()).wrong).toBe('Line 20 is not the one that was signed last')
  })

  it('a signature of the same key over something else', async () => {
    await written()
    const signer = { sign: (_typ: string, payload: object) => keys.answer.sign('zauth-challenge+jwt', payload) }
    const audit = open({ signer })
    audit.note({ action: 'verifier started', by: { verifier: 'itself' } })
    await audit.close()
    expect((await verify()).wrong).toMatch(/is signed by another key, or for another log$/)
  })
})
