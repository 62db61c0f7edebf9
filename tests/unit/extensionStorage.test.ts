import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { accountKey } from '../../extension/storage/accounts/account.ts'
import { createVaultKey } from '../../extension/storage/vault/createVaultKey.ts'
import { decryptFor } from '../../extension/storage/decryptFor.ts'
import { encryptFor } from '../../extension/storage/encryptFor.ts'

describe('a secret key at rest', () => {
  const secretKey = crypto.getRandomValues(new Uint8Array(50_000))

  test('comes back as it was', async () => {
    const key = await createVaultKey()
    const wrapped = await encryptFor(key, secretKey, 'device')
    expect(await decryptFor(key, wrapped, 'device')).toEqual(secretKey)
  })

  test('is wrapped differently each time, by a key that cannot be exported', async () => {
    const key = await createVaultKey()
    expect(await encryptFor(key, secretKey, 'device')).not.toEqual(await encryptFor(key, secretKey, 'device'))
    await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow()
  })

  test('is refused as damaged when it was changed, cut, or is not its own', async () => {
    const key = await createVaultKey()
    const wrapped = await encryptFor(key, secretKey, 'device')
    const changed = wrapped.map((byte, i) => (i === wrapped.length >> 1 ? byte ^ 1 : byte))
    const damaged = { code: 'storage_damaged' }
    await expect(decryptFor(key, changed, 'device')).rejects.toMatchObject(damaged)
    await expect(decryptFor(key, wrapped.subarray(0, -4), 'device')).rejects.toMatchObject(damaged)
    await expect(decryptFor(key, new Uint8Array(), 'device')).rejects.toMatchObject(damaged)
    await expect(decryptFor(key, wrapped, 'another device')).rejects.toMatchObject(damaged)
    await expect(decryptFor(await createVaultKey(), wrapped, 'device')).rejects.toMatchObject(damaged)
  })
})

test('no two accounts share a place in storage', async () => {
  const name = fc.record({ issuer: fc.string(), clientId: fc.string(), account: fc.string() })
  await fc.assert(
    fc.asyncProperty(name, name, async (a, b) => {
      const same = a.issuer === b.issuer && a.clientId === b.clientId && a.account === b.account
      expect((await accountKey(a)) === (await accountKey(b))).toBe(same)
    }),
  )
  // What is moved from one part to the next is another account.
  expect(await accountKey({ issuer: 'a', clientId: 'bc', account: 'd' })).not.toBe(
    await accountKey({ issuer: 'a', clientId: 'b', account: 'cd' }),
  )
})
