import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { checkConfig } from '../../server/config/config.ts'
import { removeOrphans } from '../../server/devices/removeOrphans.ts'
import { copyAll } from '../../server/migrate/copyAll.ts'
import { differences, fingerprintOf } from '../../server/migrate/fingerprintOf.ts'
import { openFiles } from '../../server/migrate/openFiles.ts'
import { openRows } from '../../server/migrate/openRows.ts'
import { artifactsOf } from '../../server/privacy/artifactsOf.ts'
import { retain } from '../../server/privacy/retain.ts'
import type { Database } from '../../server/store/postgres/database.ts'
import { openDatabase } from '../../server/store/postgres/openDatabase.ts'
import { openPostgresStore } from '../../server/store/postgres/openPostgresStore.ts'
import type { Store } from '../../server/store/store.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import type { Database as Made } from '../../tools/postgres/createDatabase.ts'
import { freshDatabase } from '../store/freshDatabase.ts'
import { sampleDevice } from '../store/sampleDevice.ts'

/** More than two pages. */
const many = 1201
/** Devices that have ciphertexts, which are large. */
const few = 10
const ciphertexts = { publicKey: new Uint8Array(sizes.publicKey), template: new Uint8Array(1000) }
const day = 24 * 60 * 60_000
const now = 1000 * day

let made: Made
let store: Store
/** The most rows that a statement gave since the test began. */
let most = 0

beforeAll(async () => {
  made = await freshDatabase()
  store = openPostgresStore(watched(await openDatabase(made.url, { connections: 8, states: ['ready'], as: 'test' })))
  const each = (work: (i: number) => Promise<unknown>) => Promise.all(Array.from({ length: many }, (_, i) => work(i)))
  await each(async (i) => {
    const [id, device] = [`account ${i}`, `device ${i}`]
    await store.accounts.insert({ id, clientId: 'site', userId: `user ${i}`, devices: [device], version: 1 })
    await store.devices.insert(sampleDevice(device, { account: id, state: 'active', lastUsedAt: i < 3 ? day : now }))
    if (i < few) await store.ciphertexts.write(device, ciphertexts)
    const payload = JSON.stringify({ client_id: 'site', login_hint: `user ${i}` })
    const [grantId, uid, consumed] = [null, null, null]
    await store.artifacts.insert({ id: `request:${i}`, grantId, uid, consumed, payload, removeAt: 2 * now })
  })
})
afterAll(async () => {
  await store.close()
  await made.drop()
})
beforeEach(() => {
  most = 0
})

function watched(database: Database): Database {
  return {
    ...database,
    async query(statement, values) {
      const found = await database.query(statement, values)
      most = Math.max(most, found.rows.length)
      return found
    },
  }
}

/** What looks at all that there is reads it a page at a time, however much there is. */
const page = 500

it('moving a verifier reads a page at a time, and takes everything along', async () => {
  const data = await mkdtemp(join(tmpdir(), 'zauth-paging-'))
  const rows = await openRows(made.url)
  const files = await openFiles(data)
  try {
    const from = { ...rows, store }
    await copyAll(from, files)
    const arrived = await fingerprintOf(files)
    expect(differences(await fingerprintOf(from), arrived)).toEqual([])
    for (const kind of ['accounts', 'devices', 'artifacts']) expect(arrived.get(kind)?.count).toBe(many)
    expect(arrived.get('ciphertexts')?.count).toBe(few)
    expect(most).toBe(page)

    // One that says something else is found among all of them.
    await store.accounts.update('account 700', {}, { userId: 'somebody else' })
    expect(differences(await fingerprintOf(from), arrived)).toEqual(['accounts'])
    await store.accounts.update('account 700', {}, { userId: 'user 700' })
  } finally {
    await files.close()
    await rows.close()
    await rm(data, { recursive: true })
  }
})

it('what names somebody is found a page at a time', async () => {
  const account = { id: 'account 1200', clientId: 'site', userId: 'user 1200' }
  expect((await artifactsOf(store, account)).map(({ id }) => id)).toEqual(['request:1200'])
  expect(most).toBe(page)
})

it('whom nobody uses any more is found a page at a time', async () => {
  const config = checkConfig({ issuer: 'http://localhost:4000', data: 'nowhere', retention: { inactiveDays: 30 } })
  const audit = { note: () => undefined, removeBefore: () => Promise.resolve() }
  const parts = { config, store, audit: audit as never, now: () => now }
  expect(await retain(parts)).toBe(3)
  expect(most).toBe(page)
  expect(await store.accounts.find('account 2')).toBeNull()
  expect(await store.accounts.find('account 3')).not.toBeNull()
})

it('what crashes have left is found a page at a time', async () => {
  await store.accounts.remove('account 1000')
  await store.devices.remove('device 7')
  expect(await removeOrphans({ store })).toEqual({ devices: 1, ciphertexts: 1 })
  expect(most).toBe(page)
})
