import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { removeOldestPending } from '../../server/devices/removeOldestPending.ts'
import { openNedbStore } from '../../server/store/embedded/openNedbStore.ts'
import type { Store } from '../../server/store/store.ts'
import { sampleDevice } from '../store/sampleDevice.ts'

let data: string
let store: Store

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'zauth-pending-'))
  store = await openNedbStore(data)
})
afterEach(async () => {
  await store.close()
  await rm(data, { recursive: true })
})

/** Adds a device that waits for its first token, and makes room for it. */
async function add(id: string, enrolledAt: number): Promise<void> {
  const device = sampleDevice(id, { state: 'pending', enrolledAt })
  await store.devices.insert(device)
  await removeOldestPending({ store }, device)
}
const waiting = async () => (await store.devices.findAll({ state: 'pending' })).map(({ id }) => id).sort()

it('of an account’s devices that wait for their first token the newest three are kept', async () => {
  for (const [at, id] of ['a', 'b', 'c', 'd', 'e'].entries()) await add(id, at)
  expect(await waiting()).toEqual(['c', 'd', 'e'])
})

it('and the one that has just come, also when the clock was set back before it', async () => {
  for (const [at, id] of ['a', 'b', 'c'].entries()) await add(id, 1000 + at)
  await add('d', 1)
  expect(await waiting()).toEqual(['b', 'c', 'd'])
})

it('and none is taken from another account, nor one that has become the account’s own', async () => {
  await store.devices.insert(sampleDevice('own', { enrolledAt: 0 }))
  await store.devices.insert(sampleDevice('hers', { account: 'another', state: 'pending', enrolledAt: 0 }))
  for (const [at, id] of ['a', 'b', 'c'].entries()) await add(id, at + 1)
  expect(await waiting()).toEqual(['a', 'b', 'c', 'hers'])
  expect(await store.devices.find('own')).not.toBeNull()
})
