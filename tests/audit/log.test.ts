import { appendFile, mkdir, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { AuditLine } from '../../server/audit/auditLine.ts'
import { createAudit } from '../../server/audit/createAudit.ts'
import { noteRun } from '../../server/audit/noteRun.ts'
import { openAuditFiles } from '../../server/audit/openAuditFiles.ts'
import { checkConfig } from '../../server/config/config.ts'
import { keys, quiet, useAuditLog } from './useAuditLog.ts'

const { data, file, anchor, now, passTime, open, verify, written, lines } = useAuditLog()

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
    expect(await readFile(file, 'utf8')).not.toMatch(/ada|a-device/)
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
    await appendFile(file, '{"seq":5,"time":12')
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
    expect(await verify(undefined, now())).toMatchObject({ wrong: null, lines: 1, unsigned: 1 })
    // Of an older log all but the beginning was taken away, with its signature.
    expect((await verify(undefined, now() + 60_000)).wrong).toContain('newest signature, which stands beside the log')
    await audit.close()
    await rm(anchor)
    expect((await verify(undefined, now())).wrong).toContain('newest signature, which stands beside the log')
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
      passTime(24 * 60 * 60_000)
    }
    const older = async () => (await readdir(data)).filter((name) => name.startsWith('audit-')).sort()
    expect((await older()).length).toBe(5)
    expect(await verify()).toMatchObject({ wrong: null, lines: 30 })

    const audit = open({ fullAt: 500 })
    await audit.removeBefore(now() - 3 * 24 * 60 * 60_000)
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
      now,
      log: quiet,
    })
    for (let i = 0; i < 10_003; i += 1) audit.note({ action: 'sign-in accepted', by: { device: String(i) } })
    await expect(audit.flushed()).rejects.toThrow('The disk is full')
    isFull = false
    await audit.close()
    expect(await readFile(file, 'utf8')).toContain('"action":"audit gap","by":"verifier: audit","detail":"3"')
    expect((await verify()).wrong).toBeNull()
  })

  it('writes no line twice when the signature beside it cannot be, which is put there as soon as it can', async () => {
    const failures: unknown[] = []
    const log = { ...quiet, error: (...told: unknown[]) => failures.push(told) }
    const audit = createAudit({ journal: openAuditFiles(data), keys, now: () => passTime(1000), log })
    await mkdir(anchor)
    for (let i = 0; i < 100; i += 1) audit.note({ action: 'sign-in accepted', by: { device: String(i) } })
    await audit.flushed()
    audit.note({ action: 'sign-in accepted', by: { device: 'last' } })
    await audit.flushed()
    expect(await lines()).toHaveLength(102)
    expect(failures).toHaveLength(1)
    await rm(anchor, { recursive: true })
    await audit.close()
    expect(await verify()).toMatchObject({ wrong: null, lines: 103, unsigned: 0 })
    expect((await stat(anchor)).isFile()).toBe(true)
  })
})
