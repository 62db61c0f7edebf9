import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openNedbStore } from '../../server/store/embedded/openNedbStore.ts'

/** What the version before several devices, roads and movements has left in its data folder: one JSON object a line. */
const written = {
  accounts: [
    { id: 'ada', clientId: 'shop', userId: 'ada', activeDevice: 'adas-device', _id: 'ada' },
    { id: 'eve', clientId: 'shop', userId: 'eve', activeDevice: null, _id: 'eve' },
  ],
  devices: [
    {
      id: 'adas-device',
      account: 'ada',
      proofKey: 'a key',
      acceptThreshold: 231,
      keyAndTemplate: 'a hash',
      state: 'active',
      interaction: 'long-gone',
      enrolledAt: 1_700_000_000_000,
      _id: 'adas-device',
    },
  ],
  tries: [{ id: 'device:adas-device', failures: 3, notBefore: 0, _id: 'device:adas-device' }],
  interactions: [
    {
      id: 'under-way',
      ticketHash: 'a hash',
      account: 'ada',
      request: 'a request',
      browser: 'a hash',
      purpose: 'verify',
      state: 'matching',
      refusal: null,
      tries: 1,
      enrolments: 0,
      authenticatedAt: null,
      expiresAt: 1_700_000_600_000,
      removeAt: 1_700_001_200_000,
      _id: 'under-way',
    },
  ],
  'recovery-codes': [{ id: 'a scrypt hash', account: 'ada', set: 'a set', _id: 'a scrypt hash' }],
  challenges: [
    {
      id: 'open',
      interaction: 'under-way',
      account: 'ada',
      device: 'adas-device',
      state: 'open',
      tokenHash: null,
      expiresAt: 1_700_000_120_000,
      removeAt: 1_700_000_720_000,
      _id: 'open',
    },
  ],
}

let data: string

beforeEach(async () => {
  data = await mkdtemp(join(tmpdir(), 'zauth-upgrade-'))
  await mkdir(join(data, 'records'))
  for (const [name, records] of Object.entries(written)) {
    await writeFile(
      join(data, 'records', `${name}.db`),
      records.map((record) => `${JSON.stringify(record)}\n`).join(''),
    )
  }
})
afterEach(() => rm(data, { recursive: true }))

it('a data folder of the version before is opened: devices and tries stay, sign-ins under way begin again', async () => {
  // Twice: what was upgraded is found as it was left.
  for (let opened = 1; opened <= 2; opened++) {
    const store = await openNedbStore(data)
    expect(await store.accounts.find('ada')).toEqual({
      id: 'ada',
      clientId: 'shop',
      userId: 'ada',
      devices: ['adas-device'],
      version: 0,
    })
    expect(await store.accounts.find('eve')).toMatchObject({ devices: [] })
    expect(await store.devices.find('adas-device')).toEqual({
      id: 'adas-device',
      account: 'ada',
      proofKey: 'a key',
      acceptThreshold: 231,
      keyAndTemplate: 'a hash',
      state: 'active',
      interaction: 'long-gone',
      admission: 'first',
      renews: null,
      enrolledAt: 1_700_000_000_000,
      movementSet: 'turns',
      movedAt: null,
      name: null,
      lastUsedAt: null,
      consent: null,
    })
    expect(await store.devices.findAll({ account: 'ada' })).toHaveLength(1)
    expect(await store.tries.find('device:adas-device')).toMatchObject({ failures: 3 })
    expect(await store.interactions.findAll({})).toEqual([])
    expect(await store.challenges.findAll({})).toEqual([])
    // No code leads to these any more: so that it shows, and new ones are made.
    expect(await store.recoveryCodes.findAll({})).toEqual([])
    await store.close()
  }
  expect(await readFile(join(data, 'records', 'accounts.db'), 'utf8')).not.toMatch(/"activeDevice"[^\n]*\n?$/)
})

it('what was upgraded can be changed like any other: of two that see one list, one changes it', async () => {
  const store = await openNedbStore(data)
  const change = () => store.accounts.update('ada', { version: 0 }, { devices: [], version: 1 })
  expect((await Promise.all([change(), change()])).sort()).toEqual([false, true])
  await store.close()
})
