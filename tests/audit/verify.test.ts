import { readFile, rm, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { auditKeyOf } from '../../server/audit/auditKeyOf.ts'
import { auditHashOf, writeAuditLine, type AuditLine } from '../../server/audit/auditLine.ts'
import { createSigningKey } from '../../server/keys/createSigningKey.ts'
import { importSigner } from '../../server/keys/importSigner.ts'
import { keys, useAuditLog } from './useAuditLog.ts'

const { file, anchor, now, open, verify, written, lines, write } = useAuditLog()

const stranger = await importSigner(await createSigningKey('ES256'))

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
    const before = [await readFile(file), await readFile(anchor)] as const
    await written(5)
    const all = await lines()
    const seen = { seq: all.length, hash: auditHashOf(all.at(-1) ?? '') }
    expect((await verify(seen)).wrong).toBeNull()
    await writeFile(file, before[0])
    await writeFile(anchor, before[1])
    // By itself it cannot: this is the limit that PRIVACY.md and `--help` name.
    expect((await verify()).wrong).toBeNull()
    expect((await verify(seen)).wrong).toBe(`Line ${seen.seq} is not the one that was expected`)
  })

  it('a signature beside it that is missing, or by another key', async () => {
    await written()
    await rm(anchor)
    expect((await verify()).wrong).toMatch(/^The newest signature.* is missing$/)
    await writeFile(anchor, await stranger.sign('zauth-audit+jwt', { seq: 20, hash: auditHashOf('') }))
    expect((await verify()).wrong).toMatch(/^The newest signature.* is by another key$/)
  })

  it('a line that somebody else has appended, also when the verifier has gone on after it', async () => {
    const all = await written()
    const foreign = writeAuditLine(
      {
        seq: 22,
        time: now(),
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
