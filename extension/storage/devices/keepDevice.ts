import browser from 'webextension-polyfill'
import { accountKey, type Enrolled } from '../accounts/account.ts'
import { withKeyStore } from '../withKeyStore.ts'
import { keysOf } from './keysOf.ts'

/**
 * Puts a device that was staged, and that the verifier has taken, in the place of the one that its account had here. The
 * account's record is written at once and before anything goes, so that a crash in the middle leaves what can be found again.
 *
 * @param jwks the keys of its verifier that are pinned from now on
 */
export async function keepDevice(taken: Enrolled, jwks: Enrolled['jwks'] = taken.jwks): Promise<void> {
  await withKeyStore(async (store) => {
    const all = await keysOf(store, taken)
    const mine = all.find(({ account }) => account.device === taken.device)
    if (!mine) return
    await browser.storage.local.set({ [await accountKey(taken)]: { ...mine.account, jwks } })
    for (const { account } of all) if (account.keys !== mine.account.keys) await store.delete('keys', account.keys)
  })
}
