import { describe, expect, test } from 'vitest'
import { Encrypter } from 'age-encryption'
import { toCbor } from '../../shared/protocol/cbor.ts'
import { fromBase64url, toBase64url } from '../../shared/protocol/encoding.ts'
import { useVaultBrowser } from './vaultBrowser.ts'

const vault = useVaultBrowser()
const [first, second, third] = ['A'.repeat(22), 'B'.repeat(22), 'C'.repeat(22)] as const
const passphrase = 'correct horse battery'

/** An age file that opens in a moment. */
async function encrypted(content: unknown): Promise<string> {
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(10)
  return toBase64url(Uint8Array.from(await encrypter.encrypt(toCbor(content))))
}

describe('a backup', () => {
  test('brings accounts with all their keys into another browser, also one that is locked by another passphrase', async () => {
    const ada = await vault.call('stage', 'ada', first, true)
    await vault.call('keep', 'ada', first)
    const grace = await vault.call('stage', 'grace', second)
    await vault.call('keep', 'grace', second)
    const before = await vault.call('accounts')
    const file = await vault.call('makeBackup', passphrase)
    expect(new TextDecoder().decode(fromBase64url(file).subarray(0, 40))).toMatch(/^age-encryption.org\/v1\n-> scrypt /)

    await vault.call('clear')
    await vault.call('setPassphrase', 'another passphrase')
    expect(await vault.call('restore', file, passphrase)).toEqual({ added: 2, kept: 0, older: 0 })
    expect(await vault.call('open', 'ada')).toEqual(ada)
    expect(await vault.call('open', 'grace')).toEqual(grace)
    // Under which name the keys are kept is each browser's own business.
    const strip = (account: (typeof before)[number]) => ({ ...account, keys: '' })
    expect((await vault.call('accounts')).map(strip)).toEqual(before.map(strip))
    expect(await vault.call('restore', file, passphrase)).toEqual({ added: 0, kept: 2, older: 0 })
    await vault.call('lock')
    expect(await vault.codeOf('restore', file, passphrase)).toBe('locked')
    expect(await vault.call('steal')).toBe(0)
  })

  test('puts nothing older or less in the place of what is there, and lets the verifier decide about what is newer', async () => {
    await vault.call('clear')
    const old = await vault.call('stage', 'ada', first)
    await vault.call('keep', 'ada', first)
    const older = await vault.call('makeBackup', passphrase)
    const fresh = await vault.call('stage', 'ada', second)
    await vault.call('keep', 'ada', second)
    const grace = await vault.call('stage', 'grace', third)
    await vault.call('keep', 'grace', third)
    expect(await vault.call('restore', older, passphrase)).toEqual({ added: 0, kept: 0, older: 1 })
    expect(await vault.call('open', 'ada')).toEqual(fresh)
    expect(await vault.call('open', 'grace')).toEqual(grace)
    expect(await vault.call('openCandidate', 'ada')).toBeNull()

    // The other way round: here is the older one.
    const newer = await vault.call('makeBackup', passphrase)
    await vault.call('clear')
    await vault.call('restore', older, passphrase)
    expect(await vault.call('restore', newer, passphrase)).toEqual({ added: 2, kept: 0, older: 0 })
    expect(await vault.call('open', 'ada')).toEqual(old)
    expect(await vault.call('openCandidate', 'ada')).toEqual(fresh)
    expect(await vault.call('open', 'grace')).toEqual(grace)

    // What cannot be used any more is no reason to leave it out.
    await vault.call('damage')
    expect(await vault.codeOf('open', 'ada')).toBe('storage_damaged')
    expect(await vault.call('restore', older, passphrase)).toMatchObject({ added: 1 })
    expect(await vault.call('open', 'ada')).toEqual(old)
  })

  test('that is damaged, foreign, newer or of another passphrase changes nothing, and says which it is', async () => {
    await vault.call('clear')
    const before = [await vault.call('local'), await vault.call('keyNames')]
    const good = await encrypted({ zauth: 'backup', version: 1, made: 0, devices: [] })
    expect(await vault.call('restore', good, passphrase)).toEqual({ added: 0, kept: 0, older: 0 })
    const bytes = fromBase64url(good)
    const changed = (at: number): string => toBase64url(bytes.map((byte, i) => (i === at ? byte ^ 1 : byte)))
    const bad: readonly (readonly [string, string])[] = [
      [toBase64url(new Uint8Array()), 'backup_damaged'],
      [toBase64url(new TextEncoder().encode('{"accounts":[]}')), 'backup_damaged'],
      [toBase64url(bytes.subarray(0, -1)), 'backup_damaged'],
      [changed(bytes.length - 1), 'backup_damaged'],
      [await encrypted({ zauth: 'backup', version: 2, made: 0, shelves: [] }), 'backup_newer'],
      [
        await encrypted({ zauth: 'backup', version: 1, made: 0, devices: [{ account: {}, secrets: {} }] }),
        'backup_damaged',
      ],
      [await encrypted(['another program']), 'backup_damaged'],
    ]
    for (const [file, code] of bad) expect(await vault.codeOf('restore', file, passphrase)).toBe(code)
    expect(await vault.codeOf('restore', good, 'another passphrase')).toBe('passphrase_wrong')
    expect([await vault.call('local'), await vault.call('keyNames')]).toEqual(before)
  })
})
