import { afterAll, beforeAll, beforeEach, afterEach, describe, expect, it } from 'vitest'
import { deleteAccount } from '../../server/cli/accounts/deleteAccount.ts'
import { describeAccount } from '../../server/cli/accounts/describeAccount.ts'
import { newCodes } from '../../server/cli/accounts/newCodes.ts'
import { purgeAccounts } from '../../server/cli/accounts/purgeAccounts.ts'
import { revokeDevice } from '../../server/cli/accounts/revokeDevice.ts'
import { withAccounts, type AccountParts } from '../../server/cli/accounts/withAccounts.ts'
import { checkConfig, type VerifierConfig } from '../../server/config/config.ts'
import { accountIdOf } from '../../server/interactions/accountIdOf.ts'
import { loadKeys } from '../../server/keys/loadKeys.ts'
import { retain } from '../../server/privacy/retain.ts'
import { openDocuments } from '../../server/documents/openDocuments.ts'
import type { Store } from '../../server/store/store.ts'
import { sizes } from '../../shared/protocol/sizes.ts'
import { website } from '../verifier/website.ts'
import { sampleDevice } from '../store/sampleDevice.ts'
import { kinds, type Place } from '../store/kinds.ts'
import { searchFolder } from './searchFolder.ts'

const day = 24 * 60 * 60_000
const now = Date.parse('2026-11-29T12:00:00Z')
const device = (name: string, number = 1): string => `${name}-${number}`.padEnd(22, '_')

/** An account that was last used some days ago, with as many devices; with none it was begun and never enrolled. */
async function settle(store: Store, user: string, daysAgo: number, devices = 1): Promise<void> {
  const id = accountIdOf('shop', user)
  const ids = Array.from({ length: devices }, (_, i) => device(user, i + 1))
  await store.accounts.insert({ id, clientId: 'shop', userId: user, devices: ids, version: 0 })
  for (const [i, one] of ids.entries()) {
    const usedAt = now - (daysAgo + 10 * i) * day
    await store.devices.insert(sampleDevice(one, { account: id, enrolledAt: usedAt - day, lastUsedAt: usedAt }))
    await store.ciphertexts.write(one, {
      publicKey: new Uint8Array(sizes.publicKey).fill(1),
      template: crypto.getRandomValues(new Uint8Array(1000)),
    })
    await store.recoveryCodes.insert({ id: `code of ${one}`, account: id, set: 'set', hash: 'pbkdf2' })
  }
}

describe.each(kinds)('in $name', ({ make }) => {
  let place: Place
  let config: VerifierConfig

  beforeAll(async () => {
    place = await make()
    const shop = { id: 'shop', secret: website.secret, name: 'Shop', redirectUris: [website.redirectUri] }
    config = checkConfig({ issuer: 'http://localhost:4000', ...place.settings, clients: [shop] })
    // What a verifier makes when it begins.
    const documents = await openDocuments(config)
    await loadKeys(documents)
    await documents.close()
  })
  afterAll(() => place.forget())
  const doWith = <T>(work: (parts: AccountParts) => Promise<T>): Promise<T> => withAccounts(config, work, () => now)

  beforeEach(() =>
    doWith(async ({ store }) => {
      await settle(store, 'often', 3, 2)
      await settle(store, 'seldom', 100)
      await settle(store, 'longgone', 500)
      await settle(store, 'neverthere', 0, 0)
    }),
  )
  afterEach(() =>
    doWith(async ({ store }) => {
      for (const { id } of await store.accounts.findAll({})) await store.accounts.remove(id)
      for (const { id } of await store.devices.findAll({})) await store.devices.remove(id)
    }),
  )
  const users = () => doWith(async ({ store }) => (await store.accounts.findAll({})).map(({ userId }) => userId).sort())

  it('`zauth accounts purge` lists whom nobody has used for so long, and deletes them only when it is told to', async () => {
    const listed = await doWith((parts) => purgeAccounts(parts, 365, false))
    expect(listed).toMatch(/^- [\w-]{12} at shop, last used 2025-07-17T12:00:00.000Z$/m)
    expect(listed).toMatch(/^- [\w-]{12} at shop, without a device$/m)
    expect(listed).toMatch(/^2 accounts would be deleted\.$/m)
    expect(listed).not.toMatch(/longgone|neverthere/)
    expect(await users()).toEqual(['longgone', 'neverthere', 'often', 'seldom'])

    expect(await doWith((parts) => purgeAccounts(parts, 365, true))).toContain('2 accounts were deleted')
    expect(await users()).toEqual(['often', 'seldom'])
    expect(await doWith(({ store }) => store.ciphertexts.read(device('longgone')))).toBeNull()
    expect(await searchFolder(config.data, { user: 'longgone', device: device('longgone') })).toEqual([])
  })

  it('the setting `retention` does the same by itself, and leaves all accounts alone where it is not set', async () => {
    await doWith((parts) => retain(parts))
    expect(await users()).toHaveLength(4)
    const retention = { inactiveDays: 30, auditDays: 365 }
    expect(await doWith((parts) => retain({ ...parts, config: { ...parts.config, retention } }))).toBe(3)
    expect(await users()).toEqual(['often'])
  })

  it('`zauth accounts` finds, revokes, makes codes and deletes, and says what there is not', async () => {
    const found = await doWith((parts) => describeAccount(parts, 'shop', 'often'))
    expect(found).toMatch(/^last used +2026-11-26T12:00:00.000Z$/m)
    expect(found).toMatch(/^recovery codes left +2$/m)
    expect(found).toContain(device('often', 2))

    const second = { client: 'shop', user: 'often', device: device('often', 2) }
    expect(await doWith((parts) => revokeDevice(parts, second))).toContain(`Revoked device ${second.device}`)
    await expect(doWith((parts) => revokeDevice(parts, second))).rejects.toThrow('This account has no such device')
    const last = { ...second, device: device('often', 1) }
    await expect(doWith((parts) => revokeDevice(parts, last))).rejects.toThrow(/last device/)
    const others = { ...second, device: device('seldom', 1) }
    await expect(doWith((parts) => revokeDevice(parts, others))).rejects.toThrow('This account has no such device')

    expect(await doWith((parts) => newCodes(parts, 'shop', 'often'))).toMatch(
      /^([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}\n){10}$/,
    )
    await expect(doWith((parts) => newCodes(parts, 'shop', 'neverthere'))).rejects.toThrow(/no device/)

    expect(await doWith((parts) => deleteAccount(parts, 'shop', 'often'))).toContain('- 10 recovery codes')
    await expect(doWith((parts) => deleteAccount(parts, 'shop', 'often'))).rejects.toThrow(/no account of this user/)
    const rows = await doWith(
      async ({ store }) => await store.devices.findAll({ account: accountIdOf('shop', 'often') }),
    )
    expect(rows).toEqual([])
  })
})
