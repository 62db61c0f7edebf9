import * as v from 'valibot'
import browser from 'webextension-polyfill'
import { openKeyStore } from './openKeyStore.ts'

/** Of records in any state: a damaged one, or another version's, must not lose its keys. */
const Referring = v.looseObject({ keys: v.string() })

/** Removes keys that no record refers to: what an enrolment left behind that the browser's end cut off. */
export async function sweepKeys(): Promise<void> {
  const records = Object.values(await browser.storage.local.get())
  const used = new Set(records.filter((record) => v.is(Referring, record)).map(({ keys }) => keys))
  const store = await openKeyStore()
  try {
    for (const name of await store.getAllKeys('keys')) if (!used.has(name)) await store.delete('keys', name)
  } finally {
    store.close()
  }
}
