import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { checkConfig } from '../../server/config/config.ts'
import { activateDevice } from '../../server/devices/activateDevice.ts'
import { openNedbStore } from '../../server/store/embedded/openNedbStore.ts'
import type { Store } from '../../server/store/store.ts'
import { sampleDevice } from '../store/sampleDevice.ts'

let folder: string
let store: Store
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'zauth-lost-'))
  store = await openNedbStore(folder)
  await store.accounts.insert({ id: 'an account', clientId: 'shop', userId: 'ada', devices: ['old'], version: 1 })
  await store.devices.insert(sampleDevice('old'))
  await store.devices.insert(sampleDevice('new', { state: 'pending', admission: 'renewal', renews: 'old' }))
})
afterEach(async () => {
  await store.close()
  await rm(folder, { recursive: true })
})

/** The same store behind a connection that breaks once, when the account's list is to be changed: before the database has heard, or after. */
function breaking(after: boolean): Store {
  let isWhole = true
  const { accounts } = store
  return {
    ...store,
    accounts: {
      ...accounts,
      async update(id, when, change) {
        const breaks = isWhole
        isWhole = false
        if (!breaks || after) await accounts.update(id, when, change)
        if (breaks) throw new ZAuthError('busy', 'the connection is lost')
        return true
      },
    },
  }
}

it.each([
  ['after it was changed, the new device is in it', true, ['new']],
  ['before it was changed, the old device is in it', false, ['old']],
])('an account whose list is changed while the database goes away is never empty: %s', async (_, after, devices) => {
  const config = checkConfig({ issuer: 'http://localhost:1', data: folder })
  const parts = { store: breaking(after), config, clients: { find: () => null, list: () => [] } }
  const device = await store.devices.find('new')
  if (device === null) throw new Error('No device')
  await expect(activateDevice(parts, device)).rejects.toMatchObject({ code: 'busy' })
  expect((await store.accounts.find('an account'))?.devices).toEqual(devices)
  expect(await store.devices.find('old')).not.toBeNull()
})
