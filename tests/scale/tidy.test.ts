import { afterEach, beforeEach, expect, it } from 'vitest'
import { tidy } from '../../server/cli/tidy.ts'
import { showAuditLog } from '../../server/audit/verifyAuditLog.ts'
import { checkConfig } from '../../server/config/config.ts'
import { removeOrphans } from '../../server/devices/removeOrphans.ts'
import { openDocuments } from '../../server/documents/openDocuments.ts'
import { loadKeys } from '../../server/keys/loadKeys.ts'
import { openStore } from '../../server/store/openStore.ts'
import type { Device } from '../../server/store/records.ts'
import type { Store } from '../../server/store/store.ts'
import type { Database } from '../../tools/postgres/createDatabase.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { freshDatabase } from '../store/freshDatabase.ts'
import { sampleDevice } from '../store/sampleDevice.ts'

let database: Database
let store: Store
const ciphertexts = { publicKey: new Uint8Array(sizes.publicKey), template: new Uint8Array(sizes.template) }

beforeEach(async () => {
  database = await freshDatabase()
  store = await openStore({ data: 'nowhere', database: database.url })
})
afterEach(async () => {
  await store.close()
  await database.drop()
})

const device = (id: string, state: Device['state']): Device =>
  sampleDevice(id, { account: 'ada', interaction: 'one', state })

it('the command is for a database, tells what it removed, and finds nothing the second time', async () => {
  await store.ciphertexts.write('left', ciphertexts)
  const settings = { issuer: 'https://face.example.com', data: 'nowhere' }
  const config = checkConfig({ ...settings, database: database.url })
  const documents = await openDocuments(config)
  await loadKeys(documents)
  await documents.close()
  expect(await tidy(config, 1)).toBe('Removed 0 devices that no account had, and 1 templates that no device had.\n')
  expect(await tidy(config, 1)).toContain('and 0 templates')
  const noted: string[] = []
  await showAuditLog(config, 0, (line) => noted.push(line))
  expect(noted.map((line) => line.trim().split(/ {2,}/).slice(2).join(' | '))).toEqual([
    'store tidied | operator: tidy | 0 devices 1 templates',
    'store tidied | operator: tidy | 0 devices 0 templates',
  ])
  await expect(tidy(checkConfig(settings), 1)).rejects.toThrow('database: There is none')
})

it('what a crashed node has left in a database is removed, and an enrolment under way on another is not', async () => {
  await store.accounts.insert({ id: 'ada', clientId: 'site', userId: 'ada', devices: ['kept'], version: 1 })
  for (const id of ['kept', 'left', 'joining', 'waiting']) {
    await store.ciphertexts.write(id, ciphertexts)
    await store.devices.insert(device(id, id === 'waiting' ? 'pending' : 'active'))
  }
  for (const id of ['left-ciphertexts', 'arriving']) await store.ciphertexts.write(id, ciphertexts)

  // The steps that two enrolments were about to take when the first look came between.
  const removed = await removeOrphans({ store }, async () => {
    await store.accounts.update('ada', { version: 1 }, { devices: ['kept', 'joining'], version: 2 })
    await store.devices.insert(device('arriving', 'pending'))
  })
  expect(removed).toEqual({ devices: 1, ciphertexts: 1 })
  const ids = (await store.devices.findAll({})).map(({ id }) => id)
  expect(ids.sort()).toEqual(['arriving', 'joining', 'kept', 'waiting'])
  expect((await store.ciphertexts.list()).sort()).toEqual(['arriving', 'joining', 'kept', 'waiting'])
})
