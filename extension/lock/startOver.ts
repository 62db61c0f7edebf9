import browser from 'webextension-polyfill'
import { accountPrefix } from '../storage/accounts/account.ts'
import { renewalPrefix } from '../storage/accounts/renewalKey.ts'
import { withKeyStore } from '../storage/withKeyStore.ts'
import { triesName } from './countTry.ts'
import { lock } from './lock.ts'

/** For who has forgotten the passphrase: removes it, with every account of this browser and all keys, which nobody can open. */
export async function startOver(): Promise<void> {
  await withKeyStore(async (store) => {
    const stored = Object.keys(await browser.storage.local.get())
    const gone = stored.filter((key) => key.startsWith(accountPrefix) || key.startsWith(renewalPrefix))
    await browser.storage.local.remove([...gone, triesName])
    const transaction = store.transaction(['keys', 'vault'], 'readwrite', { durability: 'strict' })
    await Promise.all([
      transaction.objectStore('keys').clear(),
      transaction.objectStore('vault').clear(),
      transaction.done,
    ])
  })
  await lock()
}
