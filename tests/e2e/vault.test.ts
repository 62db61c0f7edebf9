import { beforeEach, describe, expect, test } from 'vitest'
import { useVaultBrowser } from './vaultBrowser.ts'

const vault = useVaultBrowser()
const [first, second, third] = ['A'.repeat(22), 'B'.repeat(22), 'C'.repeat(22)] as const

describe('what version 1 has stored', () => {
  let secretKeys: Record<string, string> = {}
  beforeEach(async () => {
    secretKeys = await vault.call('writeVersion1', 262_230)
    await vault.reopen('close')
  })

  test('is all there after the upgrade: accounts, their keys, what was allowed, what is preferred', async () => {
    const accounts = await vault.call('accounts')
    expect(accounts.map(({ account }) => account)).toEqual(['ada', 'damaged', 'grace'])
    expect(accounts[0]).toMatchObject({ accountName: 'Ada L.', lastUsed: 1764032400000 })
    for (const account of ['ada', 'grace'])
      expect(await vault.call('open', account)).toMatchObject({ secretKey: secretKeys[account], proves: true })
    expect(await vault.call('local')).toMatchObject({
      schemaVersion: 2,
      'allowed:https://verifier.example': true,
      'renew:VrQFaO_TxsrC4Is0V1sFbA': true,
      backend: { backend: 'wasm' },
      settings: { backend: 'webgl', camera: '8d5e957f297893487bd98fa830fa6413', movements: { pace: 2, aloud: true } },
    })
    expect(await vault.codeOf('open', 'damaged')).toBe('storage_damaged')
    // A passphrase protects those, too; a backup cannot hold proof keys that were made not to be exported.
    expect(await vault.call('notBackedUp')).toEqual(expect.arrayContaining(['ada', 'grace']))
    await vault.call('setPassphrase', 'a long passphrase')
    await vault.call('lock')
    expect(await vault.call('steal')).toBe(0)
    await vault.call('unlock', 'a long passphrase')
    expect(await vault.call('open', 'grace')).toMatchObject({ secretKey: secretKeys['grace'], proves: true })
  })
})

describe('an upgrade in the middle of which the browser ended', () => {
  test('is done again, and loses nothing of what was done', async () => {
    const secretKeys = await vault.call('writeVersion1', 262_230)
    await vault.reopen('close')
    await vault.call('accounts')
    await vault.call('halfUpgraded')
    await vault.reopen('crash')
    expect((await vault.call('accounts')).map(({ account }) => account)).toEqual(['ada', 'damaged', 'grace'])
    for (const account of ['ada', 'grace'])
      expect(await vault.call('open', account)).toMatchObject({ secretKey: secretKeys[account], proves: true })
    expect(await vault.call('local')).toMatchObject({ schemaVersion: 2, settings: { backend: 'webgl' } })
  })
})

describe('what is stored', () => {
  beforeEach(() => vault.call('clear'))

  test('by a newer program is refused, and left as it is', async () => {
    await vault.call('stage', 'ada', first)
    await vault.call('keep', 'ada', first)
    await vault.call('setLocal', { schemaVersion: 99, settings: { theme: 'dark', novel: true } })
    const before = await vault.call('local')
    await vault.reopen('close')
    for (const name of ['accounts', 'sweep', 'isLocked', 'startOver'] as const)
      expect(await vault.codeOf(name)).toBe('storage_newer')
    expect(await vault.codeOf('open', 'ada')).toBe('storage_newer')
    expect(await vault.codeOf('stage', 'ada', second)).toBe('storage_newer')
    expect(await vault.call('local')).toEqual(before)
    expect(await vault.call('keyNames')).toHaveLength(1)
    await vault.call('setLocal', { schemaVersion: 2 })
    expect(await vault.call('open', 'ada')).toMatchObject({ device: first })
  })

  test('by half is no account, and does not harm the others', async () => {
    const grace = await vault.call('stage', 'grace', second)
    await vault.call('keep', 'grace', second)
    await vault.call('setLocal', { 'account:nonsense': { keys: 'k' }, 'account:other': null })
    expect((await vault.call('accounts')).map(({ account }) => account)).toEqual(['grace'])
    await vault.call('sweep')
    expect(await vault.call('open', 'grace')).toEqual(grace)
  })
})

describe('a new device', () => {
  beforeEach(() => vault.call('clear'))

  test('stands beside the old one until the verifier has taken it, through a crash of the browser', async () => {
    const old = await vault.call('stage', 'ada', first, true)
    await vault.call('keep', 'ada', first)
    const fresh = await vault.call('stage', 'ada', second)
    await vault.reopen('crash')
    await vault.call('sweep')
    expect(await vault.call('open', 'ada')).toEqual(old)
    expect(await vault.call('openCandidate', 'ada')).toEqual(fresh)
    // In the sign-in that has enrolled it nobody can tell whether it was taken.
    expect(await vault.call('openCandidate', 'ada', `ticket of ${second}`)).toBeNull()
    await vault.call('keep', 'ada', second)
    expect(await vault.call('open', 'ada')).toEqual(fresh)
    expect(await vault.call('openCandidate', 'ada')).toBeNull()
    expect(await vault.call('keyNames')).toHaveLength(1)
    // What the person agreed to is still written down.
    expect((await vault.call('accounts'))[0]).toMatchObject({ consent: { time: 1_790_000_000_000, version: 'v' } })
  })

  test('that the verifier has not taken goes, and the old one stays', async () => {
    const old = await vault.call('stage', 'ada', first)
    await vault.call('keep', 'ada', first)
    await vault.call('stage', 'ada', second)
    await vault.call('drop', 'ada', second)
    expect(await vault.call('open', 'ada')).toEqual(old)
    expect(await vault.call('openCandidate', 'ada')).toBeNull()
  })

  test('is found again when its record was lost', async () => {
    const fresh = await vault.call('stage', 'ada', first)
    await vault.call('keep', 'ada', first)
    const [record] = Object.keys(await vault.call('local')).filter((key) => key.startsWith('account:'))
    await vault.call('removeLocal', record ?? '')
    await vault.call('sweep')
    expect(await vault.codeOf('open', 'ada')).toBe('account_unknown')
    expect(await vault.call('openCandidate', 'ada')).toEqual(fresh)
  })

  test('for which the disk has no room is refused before the verifier hears of it, and the old one stays', async () => {
    const old = await vault.call('stage', 'ada', first)
    await vault.call('keep', 'ada', first)
    // The browser remembers for a while how much room there was.
    await vault.reopen('close')
    const session = await vault.page.context().newCDPSession(vault.page)
    const origin = `chrome-extension://${vault.id}`
    await session.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1 })
    expect(await vault.codeOf('stage', 'ada', second)).toBe('storage_full')
    await session.send('Storage.overrideQuotaForOrigin', { origin })
    expect(await vault.call('open', 'ada')).toEqual(old)
    await vault.call('sweep')
    expect(await vault.call('keyNames')).toHaveLength(1)
  })

  test('whose record does not fit in is found again when there is room', async () => {
    const old = await vault.call('stage', 'ada', first)
    await vault.call('keep', 'ada', first)
    const fresh = await vault.call('stage', 'ada', second)
    const filled = 10 * 1024 * 1024 - 300
    await vault.call('setLocal', { filler: 'x'.repeat(filled - JSON.stringify(await vault.call('local')).length) })
    await vault.call('stage', 'grace', third)
    expect(await vault.codeOf('keep', 'grace', third)).toBe('storage_full')
    expect(await vault.call('open', 'ada')).toEqual(old)
    await vault.call('removeLocal', 'filler')
    await vault.call('keep', 'ada', second)
    await vault.call('keep', 'grace', third)
    expect(await vault.call('open', 'ada')).toEqual(fresh)
    expect(await vault.call('open', 'grace')).toMatchObject({ device: third })
  })
})
