import browser from 'webextension-polyfill'
import { keysLock } from '../withKeyStore.ts'
import { accountKey, type Account, type Enrolled } from './account.ts'
import { pinnedNow } from './pinnedNow.ts'
import { readAccount } from './readAccount.ts'

/**
 * Notes that a device has just signed in; nothing, if another has taken its place meanwhile.
 *
 * @param used the device as it was opened
 * @param jwks the keys of its verifier that are pinned from now on
 */
export async function markUsed(used: Enrolled, jwks: Enrolled['jwks']): Promise<void> {
  const { issuer, clientId, account, device } = used
  const name = { issuer, clientId, account }
  await navigator.locks.request(keysLock, async () => {
    const record = await readAccount(name)
    if (record?.device !== device) return
    const marked: Account = { ...record, jwks: pinnedNow(record, used, jwks), lastUsed: Date.now() }
    await browser.storage.local.set({ [await accountKey(name)]: marked })
  })
}
