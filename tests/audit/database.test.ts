import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { auditKeyOf } from '../../server/audit/auditKeyOf.ts'
import { createAudit, type Audit } from '../../server/audit/createAudit.ts'
import { openAuditRows } from '../../server/audit/openAuditRows.ts'
import { verifyAudit, type AuditFindings } from '../../server/audit/verifyAudit.ts'
import { createKeys } from '../../server/keys/createKeys.ts'
import { createSigningKey } from '../../server/keys/createSigningKey.ts'
import { importSigner } from '../../server/keys/importSigner.ts'
import type { Database } from '../../server/store/postgres/database.ts'
import { openDatabase } from '../../server/store/postgres/openDatabase.ts'
import { freshDatabase } from '../store/freshDatabase.ts'

const made = await createKeys()
const keys = {
  answer: await importSigner(await createSigningKey('ES256')),
  accountNames: Buffer.from(made.accountNames, 'base64url'),
}
const quiet = { error: () => undefined, info: () => undefined } as never
const day = 24 * 60 * 60_000

let fresh: Awaited<ReturnType<typeof freshDatabase>>
let database: Database
let time = Date.now()

beforeAll(async () => {
  fresh = await freshDatabase()
  database = await openDatabase(fresh.url, { connections: 6, states: ['ready'] })
})
afterAll(async () => {
  await database.close()
  await fresh.drop()
})
beforeEach(async () => {
  await database.query('delete from audit')
  await database.query('delete from "auditHead"')
})

const writers: Audit[] = []
afterEach(() => Promise.all(writers.splice(0).map((writer) => writer.close())))
const open = (): Audit => {
  const audit = createAudit({ journal: openAuditRows(database), keys, now: () => (time += 1000), log: quiet })
  writers.push(audit)
  return audit
}
const verify = (): Promise<AuditFindings> =>
  verifyAudit(openAuditRows(database), { publicKeys: [keys.answer.publicJwk], key: auditKeyOf(keys) })

async function written(count = 20): Promise<void> {
  const audit = open()
  for (let i = 0; i < count; i += 1)
    audit.note({ action: 'sign-in accepted', by: { device: `device ${i}` }, client: 'shop' })
  await audit.close()
}

describe('the audit log in a database', () => {
  it('is one chain for all nodes that write into it at the same time, and loses nothing', async () => {
    const nodes = [open(), open(), open(), open()]
    await Promise.all(
      nodes.map(async (node, number) => {
        for (let i = 0; i < 25; i += 1) {
          node.note({ action: 'sign-in accepted', by: { device: `${number} ${i}` } })
          await node.flushed()
        }
        await node.close()
      }),
    )
    const { rows } = await database.query(`select count(*) as n from audit where line like '%"sign-in accepted"%'`)
    expect(Number(rows[0]?.['n'])).toBe(100)
    expect((await verify()).wrong).toBeNull()
  })

  it('is read to its end, however long it is', async () => {
    await written(2500)
    const found = await verify()
    expect(found.wrong).toBeNull()
    expect(found.lines).toBeGreaterThan(2500)
  })

  it('has rows that were changed, removed or added noticed', async () => {
    await written()
    expect(await verify()).toMatchObject({ wrong: null, lines: 21 })
    await database.query(`update audit set line = replace(line, 'shop', 'shed') where seq = 7`)
    expect((await verify()).wrong).toBe('Line 7 was changed, or written by somebody else')
    await database.query('delete from audit where seq = 7')
    expect((await verify()).wrong).toBe('Line 7 is missing: 8 stands in its place')
  })

  it('has an end noticed that was cut off, also when its head was set back and the verifier has gone on', async () => {
    await written()
    await database.query('delete from audit where seq > 15')
    expect((await verify()).wrong).toMatch(/^Line 16 is missing: the log was signed up to line 20/)
    await written(3)
    expect((await verify()).wrong).toMatch(/^Line 16 is missing/)
  })

  it('drops what is older than it may be, with a word about it', async () => {
    await written(10)
    time += 40 * day
    await written(10)
    const audit = open()
    await audit.removeBefore(time - 30 * day)
    await audit.close()
    const { rows } = await database.query('select min(seq) as seq from audit')
    expect(Number(rows[0]?.['seq'])).toBe(12)
    expect((await verify()).wrong).toBeNull()
    await database.query('delete from audit where seq < 15')
    expect((await verify()).wrong).toMatch(/^Line 1 is missing: the log begins with 15/)
  })
})
