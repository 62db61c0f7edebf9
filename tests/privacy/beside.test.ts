import { afterEach, beforeEach, expect, it } from 'vitest'
import { resetAccount } from '../../server/cli/accounts/resetAccount.ts'
import { revokeDevice } from '../../server/cli/accounts/revokeDevice.ts'
import { withAccounts, type AccountParts } from '../../server/cli/accounts/withAccounts.ts'
import { checkConfig, type VerifierConfig } from '../../server/config/config.ts'
import { leaveAccount } from '../../server/devices/leaveAccount.ts'
import { openDocuments } from '../../server/documents/openDocuments.ts'
import { accountIdOf } from '../../server/interactions/accountIdOf.ts'
import { makeRecoveryCodes } from '../../server/codes/makeRecoveryCodes.ts'
import { loadKeys } from '../../server/keys/loadKeys.ts'
import { openStore } from '../../server/store/openStore.ts'
import type { Store } from '../../server/store/store.ts'
import type { Database } from '../../tools/postgres/createDatabase.ts'
import { website as site } from '../verifier/website.ts'
import { freshDatabase } from '../store/freshDatabase.ts'
import { sampleDevice } from '../store/sampleDevice.ts'

/** Commands beside a verifier that runs over the same database, and does something in the middle of them. */
const account = accountIdOf(site.id, 'ada')
let database: Database
let config: VerifierConfig
let verifier: Store

beforeEach(async () => {
  database = await freshDatabase()
  config = checkConfig({
    issuer: 'http://localhost:4000',
    data: 'nowhere',
    database: database.url,
    clients: [{ id: site.id, secret: site.secret, name: site.name, redirectUris: [site.redirectUri] }],
  })
  verifier = await openStore(config)
  const documents = await openDocuments(config, verifier.database)
  await loadKeys(documents)
  await documents.close()
  const devices = ['one', 'two']
  await verifier.accounts.insert({ id: account, clientId: site.id, userId: 'ada', devices, version: 1 })
  for (const id of [...devices, 'late']) await verifier.devices.insert(sampleDevice(id, { account }))
})
afterEach(async () => {
  await verifier.close()
  await database.drop()
})

type Commanding = Parameters<typeof withAccounts<string>>[1]

/** Runs a command for which something happens between one step and the next. */
const run = (command: Commanding, step: (store: Store) => Partial<Store>): Promise<string> =>
  withAccounts(config, (parts: AccountParts) => command({ ...parts, store: { ...parts.store, ...step(parts.store) } }))

const devicesNow = async () => (await verifier.accounts.find(account))?.devices

it('`zauth accounts devices` leaves an account its last device, though another is taken away at the same moment', async () => {
  const words = { client: site.id, user: 'ada', device: 'one' }
  const revoking = run(
    (parts) => revokeDevice(parts, words),
    ({ devices }) => ({
      devices: {
        ...devices,
        async find(id) {
          const found = await devices.find(id)
          await leaveAccount({ store: verifier }, account, 'two')
          return found
        },
      },
    }),
  )
  await expect(revoking).rejects.toThrow(/last device/)
  expect(await devicesNow()).toEqual(['one'])
  expect(await verifier.devices.find('one')).not.toBeNull()
})

it('`zauth reset` leaves no device that joins while it works, and no code that is made for it', async () => {
  const { keys } = await withAccounts(config, (parts) => Promise.resolve(parts))
  const joins = async (): Promise<void> => {
    await verifier.accounts.update(account, { version: 1 }, { devices: ['one', 'two', 'late'], version: 2 })
    await makeRecoveryCodes({ store: verifier, keys }, account)
  }
  const told = await run(
    (parts) => resetAccount(parts, site.id, 'ada'),
    ({ interactions }) => ({
      interactions: {
        ...interactions,
        async removeAll(match) {
          await joins()
          return await interactions.removeAll(match)
        },
      },
    }),
  )
  expect(told).toContain('Removed device late')
  expect(await devicesNow()).toEqual([])
  expect(await verifier.devices.findAll({ account })).toEqual([])
  expect(await verifier.recoveryCodes.findAll({ account })).toEqual([])
  // Nor are any made afterwards, by whoever was in the middle of it.
  await expect(makeRecoveryCodes({ store: verifier, keys }, account)).rejects.toMatchObject({ code: 'device_unknown' })
  expect(await verifier.recoveryCodes.findAll({ account })).toEqual([])
})
