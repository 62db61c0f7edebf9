import browser from 'webextension-polyfill'
import { toBase64url } from '../../shared/protocol/encoding.ts'
import { accountKey, type Account } from './account.ts'
import type { Device } from './device.ts'
import { openKeyStore } from './openKeyStore.ts'
import { readAccount } from './readAccount.ts'
import { createWrappingKey } from './createWrappingKey.ts'
import { wrapSecretKey } from './wrapSecretKey.ts'

/** What a device is before it has a place in storage. */
export interface NewDevice {
  readonly account: Omit<Account, 'keys' | 'wrappedSecretKey' | 'enrolled' | 'lastUsed'>
  readonly signing: CryptoKeyPair
  readonly secretKey: Uint8Array<ArrayBuffer>
}

/**
 * Keeps a device that the verifier has enrolled. The account's record is written last and at once: before that nothing refers
 * to the new keys, so that a crash in the middle leaves either the account as it was or the whole new one.
 */
export async function saveDevice({ account, signing, secretKey }: NewDevice): Promise<Device> {
  const keys = toBase64url(crypto.getRandomValues(new Uint8Array(16)))
  const wrapping = await createWrappingKey()
  const wrappedSecretKey = await wrapSecretKey(wrapping, secretKey, account.device)
  const record: Account = { ...account, keys, wrappedSecretKey, enrolled: Date.now(), lastUsed: null }
  const before = await readAccount(account)

  const store = await openKeyStore()
  try {
    await store.put('keys', { signing, wrapping }, keys)
    await browser.storage.local.set({ [await accountKey(account)]: record })
    if (before) await store.delete('keys', before.keys)
  } finally {
    store.close()
  }
  return { account: record, signing, secretKey }
}
