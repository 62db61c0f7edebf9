import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { readAccount } from '../accounts/readAccount.ts'
import { withKeyStore } from '../withKeyStore.ts'
import { isSealed } from './isSealed.ts'

/** Of records in any state: a damaged one must not lose its keys. */
const Referring = v.looseObject({ keys: v.string() })

/**
 * Removes keys that no record refers to: those of devices that others took the place of, where the browser's end came between. A
 * candidate that is newer than what its account has here stays: the verifier may have taken it, and the next sign-in asks.
 */
export async function sweepKeys(): Promise<void> {
  await withKeyStore(async (store) => {
    const records = Object.values(await browser.storage.local.get())
    const used = new Set(records.filter((record) => v.is(Referring, record)).map(({ keys }) => keys))
    for (const name of await store.getAllKeys('keys')) {
      if (used.has(name)) continue
      const keys = await store.get('keys', name)
      if (isSealed(keys)) {
        const record = await readAccount(keys.account)
        if (!record || keys.account.enrolled > record.enrolled) continue
      }
      await store.delete('keys', name)
    }
  })
}
