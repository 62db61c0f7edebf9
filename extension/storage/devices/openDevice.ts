import browser from 'webextension-polyfill'
import { ZAuthError } from '../../../shared/protocol/errors.ts'
import { accountKey, type AccountName } from '../accounts/account.ts'
import { openVault } from '../vault/openVault.ts'
import { readAccount } from '../accounts/readAccount.ts'
import { withKeyStore } from '../withKeyStore.ts'
import type { Device } from './device.ts'
import { deviceOf } from './deviceOf.ts'
import { isSealed } from './isSealed.ts'

/**
 * The device of an account, with its keys.
 *
 * @throws ZAuthError `account_unknown` when this browser has none, `storage_damaged` when its record or keys cannot be used,
 *   `locked` when a passphrase is needed, `storage_newer`
 */
export async function openDevice(name: AccountName): Promise<Device> {
  const account = await readAccount(name)
  if (!account) {
    const key = await accountKey(name)
    const stored = await browser.storage.local.get(key)
    throw new ZAuthError(key in stored ? 'storage_damaged' : 'account_unknown')
  }
  return await withKeyStore(async (store) => {
    const keys = await store.get('keys', account.keys)
    if (!isSealed(keys)) throw new ZAuthError('storage_damaged', 'the keys of the device are gone')
    // The record of today: it may have been used since the keys were sealed.
    return await deviceOf({ ...keys, account }, await openVault(store))
  })
}
