import browser from 'webextension-polyfill'
import { ZAuthError } from '../../shared/protocol/errors.ts'
import { accountKey, type AccountName } from './account.ts'
import type { Device } from './device.ts'
import { openKeyStore } from './openKeyStore.ts'
import { readAccount } from './readAccount.ts'
import { unwrapSecretKey } from './unwrapSecretKey.ts'

/**
 * The device of an account, with its keys.
 *
 * @throws ZAuthError `account_unknown` when this browser has none, `storage_damaged` when its record or keys cannot be used
 */
export async function openDevice(name: AccountName): Promise<Device> {
  const account = await readAccount(name)
  if (!account) {
    const key = await accountKey(name)
    const stored = await browser.storage.local.get(key)
    throw new ZAuthError(key in stored ? 'storage_damaged' : 'account_unknown')
  }
  const store = await openKeyStore()
  try {
    const keys = await store.get('keys', account.keys)
    if (!keys) throw new ZAuthError('storage_damaged', 'the keys of the device are gone')
    return {
      account,
      signing: keys.signing,
      secretKey: await unwrapSecretKey(keys.wrapping, keys.wrapped, account.device),
    }
  } finally {
    store.close()
  }
}
