import browser from 'webextension-polyfill'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { accountKey, type Account } from './account.ts'
import { createWrappingKey } from './createWrappingKey.ts'
import type { Device } from './device.ts'
import { openKeyStore } from './openKeyStore.ts'
import { readAccount } from './readAccount.ts'
import { wrapSecretKey } from './wrapSecretKey.ts'

/**
 * Keeps a new device that the verifier has taken, in the place of the one that its account had here. The account's record is
 * written last and at once: before that nothing refers to the new keys, so that a crash in the middle leaves either the account
 * as it was or the whole new one.
 */
export async function saveDevice({ account, signing, secretKey }: Device): Promise<void> {
  const keys = toBase64url(crypto.getRandomValues(new Uint8Array(16)))
  const wrapping = await createWrappingKey()
  const wrapped = await wrapSecretKey(wrapping, secretKey, account.device)
  const now = Date.now()
  const record: Account = { ...account, keys, enrolled: now, lastUsed: now }
  const before = await readAccount(account)

  const store = await openKeyStore()
  try {
    await store.put('keys', { signing, wrapping, wrapped }, keys)
    await browser.storage.local.set({ [await accountKey(account)]: record })
    if (before) await store.delete('keys', before.keys)
  } finally {
    store.close()
  }
}
