import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { leaveTogether } from '../../server/account/leaveTogether.ts'
import { checkConfig } from '../../server/config/config.ts'
import { withdrawDevice } from '../../server/devices/withdrawDevice.ts'
import { acceptToken } from '../../server/interactions/acceptToken.ts'
import { openNedbStore } from '../../server/store/embedded/openNedbStore.ts'
import type { Device } from '../../server/store/records.ts'
import type { Collection, Store } from '../../server/store/store.ts'
import { sampleDevice } from '../store/sampleDevice.ts'
import { interactionRecord } from './interactionRecord.ts'
import { website as site } from '../verifier/website.ts'

const account = 'ada'
const config = checkConfig({
  issuer: 'https://verifier.example',
  data: 'unused',
  clients: [{ id: site.id, secret: site.secret, name: site.name, redirectUris: [site.redirectUri] }],
})
const clients = { find: () => null, list: () => [] }

let data: string
let store: Store

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'zauth-revoked-'))
  store = await openNedbStore(data)
  await store.accounts.insert({
    id: account,
    clientId: site.id,
    userId: account,
    devices: ['kept', 'lost'],
    version: 3,
  })
  for (const id of ['kept', 'lost']) await store.devices.insert(device(id))
  await store.interactions.insert(interactionRecord('under-way', { account }))
})
afterEach(async () => {
  await store.close()
  await rm(data, { recursive: true })
})

/** One that came by a ticket: it may join an account that has others. */
const device = (id: string) => sampleDevice(id, { account, interaction: 'long-gone', admission: 'ticket' })

/** The same collection, which does something else right before each step that changes it. */
function interrupted(devices: Collection<Device>, before: () => Promise<void>): Collection<Device> {
  return {
    ...devices,
    async update(id, when, change) {
      await before()
      return await devices.update(id, when, change)
    },
    async remove(id, when) {
      await before()
      return await devices.remove(id, when)
    },
  }
}

it('a device that is revoked comes back at no moment at which its token arrives', async () => {
  const arrivals: string[] = []
  const tokenArrives = async (): Promise<void> => {
    const lost = await store.devices.find('lost')
    if (lost === null) return
    const arrived = acceptToken({ store, config, clients, now: Date.now }, 'under-way', lost)
    arrivals.push(await arrived.then(() => 'accepted').catch((error: unknown) => (error as { code: string }).code))
  }
  await leaveTogether({ store }, { account, by: 'kept', leaving: ['lost'] })
  await withdrawDevice(
    { store: { ...store, devices: interrupted(store.devices, tokenArrives) } },
    { id: 'lost', account },
  )
  expect(arrivals.length).toBeGreaterThan(0)
  expect(new Set(arrivals)).toEqual(new Set(['device_unknown']))
  expect(await store.devices.find('lost')).toBeNull()
  expect(await store.accounts.find(account)).toMatchObject({ devices: ['kept'] })
})

it('of two that revoke each other, the one that comes second is told that it is gone', async () => {
  await leaveTogether({ store }, { account, by: 'kept', leaving: ['lost'] })
  await expect(leaveTogether({ store }, { account, by: 'lost', leaving: ['kept'] })).rejects.toMatchObject({
    code: 'device_unknown',
  })
  await expect(leaveTogether({ store }, { account, by: 'kept', leaving: ['kept'] })).rejects.toMatchObject({
    code: 'last_device',
  })
})
